// Secrets that no identity can replace (the bot's token, the pepper), and the key that wraps the master key. The key never leaves the vault.

@description('Name of the vault, 3 to 24 characters.')
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Workspace that the audit goes to.')
param workspaceId string

var keyName = 'master-wrap'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Cannot be undone, and should not: without this key no clone's token and no backup can be read.
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' }
  }

  // Wraps and unwraps, nothing else. No automatic rotation: what it has wrapped names its version, and an old version must stay enabled
  // as long as anything is wrapped by it.
  resource wrapping 'keys' = {
    name: keyName
    properties: {
      kty: 'RSA'
      keySize: 3072
      keyOps: ['wrapKey', 'unwrapKey']
      attributes: { enabled: true, exportable: false }
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

@description('Name of the vault.')
output name string = vault.name

@description('Name of the wrapping key.')
output keyName string = keyName

@description('Address of the wrapping key without a version: new wraps take the newest.')
output keyUri string = vault::wrapping.properties.keyUri

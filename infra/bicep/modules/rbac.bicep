// Who may do what. Nothing else in infra/bicep gives a right, except the database's own list of users.
// The name of an assignment holds its principal: Azure refuses to change the principal of an existing one.

@description('Identity of the app.')
param principalId string

@description('Identity that GitHub deploys with; empty when only people deploy.')
param deployerPrincipalId string

@description('Account of the Functions host and the queues.')
param storageName string

@description('Account of backups and packages.')
param archiveName string

@description('Container of backups.')
param archiveContainer string

@description('Container of packages.')
param releaseContainer string

@description('The vault.')
param vaultName string

@description('The key that wraps the master key.')
param keyName string

@description('Application Insights component.')
param componentName string

// Built-in roles have the same id in every tenant.
var roles = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  cryptoEncryptionUser: 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
}

// The host needs all three: blobs for leases, timer state and the package, queues for triggers, tables for its diagnostic events.
var hostRoles = [roles.blobOwner, roles.queueContributor, roles.tableContributor]

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource archive 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: archiveName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource backups 'containers' existing = {
      name: archiveContainer
    }

    resource releases 'containers' existing = {
      name: releaseContainer
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName

  resource wrapping 'keys' existing = {
    name: keyName
  }}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource host 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in hostRoles: {
    name: guid(storage.id, principalId, role)
    scope: storage
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

// Only the backups, not the packages beside them. It may delete, since the product keeps its own retention; the immutability policy has the last word.
resource backups 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(archive::blobs::backups.id, principalId, roles.blobContributor)
  scope: archive::blobs::backups
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobContributor)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource secrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, roles.secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Wrap, unwrap, read the public half: on this one key.
resource wrapping 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault::wrapping.id, principalId, roles.cryptoEncryptionUser)
  scope: vault::wrapping
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.cryptoEncryptionUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, principalId, roles.metricsPublisher)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.metricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// The deployment keeps each package, and finds the one before when it must go back.
resource releases 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  name: guid(archive::blobs::releases.id, deployerPrincipalId, roles.blobContributor)
  scope: archive::blobs::releases
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobContributor)
    principalId: deployerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// It registers commands and asks Discord for a signed ping, both with the bot's token. Read from the vault each time: no second copy lies at GitHub.
// On the whole vault, since the secret is not there yet when this runs first; who deploys the app's code could read them all anyway.
resource token 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  name: guid(vault.id, deployerPrincipalId, roles.secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
    principalId: deployerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

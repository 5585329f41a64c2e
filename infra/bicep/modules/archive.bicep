// Backups and released packages, in an account of their own: versioned, soft-deleted, and backups cannot be changed at all for some days.

@description('Name of the account, up to 24 lower-case letters and digits.')
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies.')
param sku string

@description('Days in which a backup can be neither changed nor deleted, by anyone.')
param immutabilityDays int

var backupContainer = 'backups'
var releaseContainer = 'releases'

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowCrossTenantReplication: false
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: 30 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    resource backups 'containers' = {
      name: backupContainer
      properties: { publicAccess: 'None' }

      // Unlocked on purpose: it protects the blobs, but can still be taken back. Locking is for ever and is done by hand after a rehearsal
      // (docs/deploy.md). Appending is off: a backup is written once, in blocks that are committed together.
      resource worm 'immutabilityPolicies' = {
        name: 'default'
        properties: { immutabilityPeriodSinceCreationInDays: immutabilityDays, allowProtectedAppendWrites: false }
      }
    }

    // The packages that were deployed, one per build, so that a rollback finds the one before.
    resource releases 'containers' = {
      name: releaseContainer
      properties: { publicAccess: 'None' }
    }
  }

  // The product itself keeps 7 daily, 4 weekly and 12 monthly backups. These rules only make old ones cheap, and sweep up what it deleted or left behind.
  // Cool storage is billed for thirty days at least: what lives shorter stays hot.
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'backups'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${backupContainer}/'] }
              actions: {
                baseBlob: {
                  tierToCool: { daysAfterModificationGreaterThan: 35 }
                  delete: { daysAfterModificationGreaterThan: 450 }
                }
                version: { delete: { daysAfterCreationGreaterThan: 30 } }
              }
            }
          }
          {
            name: 'releases'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${releaseContainer}/'] }
              actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

@description('Name of the account.')
output name string = account.name

@description('Container of the backups.')
output backupContainer string = backupContainer

@description('Container of the released packages.')
output releaseContainer string = releaseContainer

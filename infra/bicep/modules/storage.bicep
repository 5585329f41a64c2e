// What the Functions host and the product need at run time: leases and timer state, the deployed package, the queues.
// Not versioned, and no lifecycle rule but that of our own container: the host's leases would pile up versions, and a rule that deletes them stops timers.

@description('Name of the account, up to 24 lower-case letters and digits.')
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies.')
param sku string

var packageContainer = 'packages'
// Bodies too large for a queue message; each is deleted with its run, and is of no use once its token is 15 minutes old.
var bodyContainer = 'deferred-bodies'
// The host moves a message here after maxDequeueCount tries (host.json); made now, so that operators find it and nothing has to be made in trouble.
var queues = ['deferred', 'deferred-poison', 'outbox', 'outbox-poison']

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
    // Every caller needs a role; addresses of Flex instances change and cannot be listed.
    networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // What is deleted is gone: the bodies hold interaction tokens and what people typed, and soft delete can only be had for a whole account.
      // Nothing else here is worth restoring: packages lie in the archive as well, and the host makes its state again.
      deleteRetentionPolicy: { enabled: false }
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
    }

    // Must exist before the first package is deployed.
    resource packages 'containers' = {
      name: packageContainer
      properties: { publicAccess: 'None' }
    }

    resource bodies 'containers' = {
      name: bodyContainer
      properties: { publicAccess: 'None' }
    }
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'deferred-bodies'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${bodyContainer}/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 1 } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for queue in queues: { name: queue }]
  }
}

@description('Name of the account.')
output name string = account.name

@description('Where Flex Consumption keeps the deployed package.')
output packageContainerUrl string = '${account.properties.primaryEndpoints.blob}${packageContainer}'

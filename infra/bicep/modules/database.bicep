// Azure DocumentDB, the store. The app signs in with its identity; the administrator's password is only for operators.

@description('Name of the cluster: lower-case letters, digits, dashes.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Compute tier.')
param tier string

@description('Disk of the shard in GiB.')
param sizeGb int

@description('Standby.')
@allowed(['Disabled', 'SameZone', 'ZoneRedundantPreferred'])
param highAvailability string

@description('Password of the administrator flippyadmin.')
@secure()
param administratorPassword string

@description('Identity that the app signs in with.')
param principalId string

@description('Workspace for the cluster\'s metrics.')
param workspaceId string

@description('Subnet of the private endpoint; empty without a private network.')
param privateSubnetId string

@description('The private network; empty without one.')
param networkId string

var isPrivate = !empty(privateSubnetId)
var zoneName = 'privatelink.mongocluster.cosmos.azure.com'
var global = 'global'

resource cluster 'Microsoft.DocumentDB/mongoClusters@2025-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    serverVersion: '8.0'
    administrator: { userName: 'flippyadmin', password: administratorPassword }
    // Native sign-in can only be allowed when the cluster is made, and is the way in when Entra is not.
    authConfig: { allowedModes: ['NativeAuth', 'MicrosoftEntraID'] }
    compute: { tier: tier }
    storage: { sizeGb: sizeGb }
    // One shard: a transaction over several players stays in one place.
    sharding: { shardCount: 1 }
    highAvailability: { targetMode: highAvailability }
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }

  // The only role an Entra principal can have is root of admin.
  resource app 'users' = {
    name: principalId
    properties: {
      identityProvider: { type: 'MicrosoftEntraID', properties: { principalType: 'servicePrincipal' } }
      roles: [{ db: 'admin', role: 'root' }]
    }
  }

  // Flex instances have no address of their own to list: without a private network all of Azure, every tenant, may knock. For trials only.
  resource azure 'firewallRules' = if (!isPrivate) {
    name: 'azure'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

// Metrics only: a log of the cluster has a row for each request, and would use up the daily quota that the alerts live on. Store latency comes from the app.
resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'metrics'
  scope: cluster
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = if (isPrivate) {
  name: 'pe-${name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: privateSubnetId }
    privateLinkServiceConnections: [
      { name: 'mongo', properties: { privateLinkServiceId: cluster.id, groupIds: ['MongoCluster'] } }
    ]
  }

  resource dns 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: 'mongo', properties: { privateDnsZoneId: zone.id } }] }
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = if (isPrivate) {
  name: zoneName
  location: global
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'app'
    location: global
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}

@description('Host for mongodb+srv.')
output host string = '${cluster.name}.global.mongocluster.cosmos.azure.com'

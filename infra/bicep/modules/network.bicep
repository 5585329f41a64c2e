// A small private network: one subnet for the app's way out, one for the database's private endpoint. Discord reaches the app from outside as before.

@description('Name of the network.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/24'] }
    // Inline, since a network that is written again without its subnets may lose them.
    subnets: [
      {
        // Flex Consumption lends its instances from Container Apps, hence this delegation. A /26 has room for about forty of them.
        // No underscore in the name: the platform refuses it.
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/26'
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.20.0.64/27', privateEndpointNetworkPolicies: 'Disabled' }
      }
    ]
  }
}

@description('The network.')
output networkId string = network.id

@description('Subnet that the app speaks from.')
output appSubnetId string = resourceId('Microsoft.Network/virtualNetworks/subnets', network.name, 'app')

@description('Subnet of private endpoints.')
output privateSubnetId string = resourceId('Microsoft.Network/virtualNetworks/subnets', network.name, 'endpoints')

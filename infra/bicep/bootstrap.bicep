// The identities that GitHub deploys with. Deployed once per environment, by somebody who owns the resource group, before the first workflow run.
// Two of them: what would change is shown before anybody approves, so whoever looks must not be able to change.
targetScope = 'resourceGroup'

@description('Repository whose workflow may deploy, as owner/name.')
param repository string

@description('GitHub environment whose approval guards the deployment: dev, staging or prod.')
@allowed(['dev', 'staging', 'prod'])
param environment string

@description('Region.')
param location string = resourceGroup().location

// Built-in roles have the same id in every tenant.
var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
var accessAdministrator = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168'

// The roles that rbac.bicep gives, and no other: the deployment cannot make anybody an owner.
var assignable = [
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  '3913510d-42f4-4e42-8a64-420c390055eb'
  '4633458b-17de-408a-b874-0445c86b69e6'
  'e147488a-f6f5-4113-8e2d-b22465e65bf6'
]
var roleList = join(assignable, ', ')
var writes = '(!(ActionMatches{\'Microsoft.Authorization/roleAssignments/write\'}) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roleList}}))'
var deletes = '(!(ActionMatches{\'Microsoft.Authorization/roleAssignments/delete\'}) OR (@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roleList}}))'

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-flippy-deploy-${environment}'
  location: location

  // No secret anywhere: GitHub's own token is exchanged, and only one from a job in this environment of this repository.
  resource github 'federatedIdentityCredentials' = {
    name: 'github-${environment}'
    properties: {
      issuer: 'https://token.actions.githubusercontent.com'
      subject: 'repo:${repository}:environment:${environment}'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

resource contribute 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, deployer.id, contributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
    principalId: deployer.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource assign 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, deployer.id, accessAdministrator)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', accessAdministrator)
    principalId: deployer.properties.principalId
    principalType: 'ServicePrincipal'
    conditionVersion: '2.0'
    condition: '${writes} AND ${deletes}'
  }
}

resource planner 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-flippy-plan-${environment}'
  location: location

  resource github 'federatedIdentityCredentials' = {
    name: 'github-${environment}-plan'
    properties: {
      issuer: 'https://token.actions.githubusercontent.com'
      subject: 'repo:${repository}:environment:${environment}-plan'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

// Reader alone may not ask what a deployment would do.
resource plan 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'plan')
  properties: {
    roleName: 'Flippy Flip deployment planner (${resourceGroup().name})'
    description: 'Reads everything and asks what a deployment would change.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['*/read', 'Microsoft.Resources/deployments/whatIf/action', 'Microsoft.Resources/deployments/validate/action']
        notActions: []
      }
    ]
  }
}

resource look 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, planner.id, 'plan')
  properties: {
    roleDefinitionId: plan.id
    principalId: planner.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Value of the GitHub variable AZURE_CLIENT_ID in the environment that ends in -plan.')
output plannerClientId string = planner.properties.clientId

@description('Value of the GitHub variable AZURE_CLIENT_ID.')
output clientId string = deployer.properties.clientId

@description('Value of the GitHub variable DEPLOYER_PRINCIPAL_ID.')
output principalId string = deployer.properties.principalId

// The function app on Flex Consumption. Runtime, memory and scale live in functionAppConfig; the app settings below are all there are.

@description('Name of the app.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('Account of the Functions host and the queues.')
param storageName string

@description('Container that packages are deployed to.')
param packageContainerUrl string

@description('Account of the backups.')
param archiveName string

@description('Container of the backups.')
param archiveContainer string

@description('Vault with the secrets bot-token and privacy-pepper.')
param vaultName string

@description('Key that wraps the master key.')
param keyUri string

@description('Host of the database.')
param mongoHost string

@description('Database within the cluster.')
param mongoDatabase string

@description('How the app signs in to the database.')
@allowed(['entra', 'native'])
param mongoSignIn string

@description('Application Insights component.')
param componentName string

@description('Subnet that the app speaks from; empty without a private network.')
param subnetId string

@description('The Discord application; see main.bicep.')
param bot object

@description('Size and reach; see main.bicep.')
param scale object

@description('Placeholders for a faster start; see main.bicep.')
param usePlaceholder bool

// The group of HTTP functions, and the queue function by its name in the code: other groups start when there is work.
// Zones want two instances, or one zone's failure would leave none.
var least = scale.zoneRedundant ? 2 : 0
var alwaysReady = concat(
  scale.alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: max(scale.alwaysReadyHttp, least) }] : [],
  scale.alwaysReadyDeferred > 0
    ? [{ name: 'function:DeferredInteractions', instanceCount: max(scale.alwaysReadyDeferred, least) }]
    : []
)

// DocumentDB: no retryable writes, and it drops idle connections after two minutes. Nothing of this is secret: the identity is the credential.
var mongoConnection = 'mongodb+srv://${mongoHost}/?tls=true&retrywrites=false&maxIdleTimeMS=120000'
var mongo = mongoSignIn == 'entra'
  ? [
      { name: 'Mongo__ConnectionString', value: mongoConnection }
      { name: 'Mongo__IdentityClientId', value: identityClientId }
    ]
  : [
      { name: 'Mongo__ConnectionString', value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=mongo-connection-string)' }
    ]

// What is empty is not set, so that the product's own defaults hold.
var optional = filter(
  [
    { name: 'Bot__Owner', value: bot.owner }
    { name: 'Bot__Developers', value: bot.developers }
    { name: 'Bot__Support', value: bot.support }
    { name: 'Bot__Website', value: bot.website }
    { name: 'Links__Verifier', value: bot.verifier }
    { name: 'Bot__VoteSecret', value: bot.votes == 'on' ? '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=vote-secret)' : '' }
  ],
  setting => !empty(setting.value)
)

// The host's own storage connection, by identity. FUNCTIONS_WORKER_RUNTIME and its kin must not be set on Flex Consumption.
var host = [
  { name: 'AzureWebJobsStorage__accountName', value: storageName }
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: component.properties.ConnectionString }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'Authorization=AAD;ClientId=${identityClientId}' }
]

var product = [
  { name: 'AZURE_CLIENT_ID', value: identityClientId }
  // The host's own page would hide ours at /.
  { name: 'AzureWebJobsDisableHomepage', value: 'true' }
  { name: 'Bot__ApplicationId', value: bot.applicationId }
  { name: 'Bot__PublicKey', value: bot.publicKey }
  { name: 'Bot__Name', value: bot.name }
  { name: 'Bot__Token', value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=bot-token)' }
  { name: 'Privacy__Pepper', value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=privacy-pepper)' }
  { name: 'Storage__AccountName', value: storageName }
  { name: 'Archive__AccountName', value: archiveName }
  { name: 'Archive__Container', value: archiveContainer }
  { name: 'KeyVault__KeyUri', value: keyUri }
  { name: 'Mongo__Database', value: mongoDatabase }
]

// .NET 10 workers were seen to die with exit code 139 in a started placeholder; until that is mended at Microsoft this is the way out.
var placeholder = usePlaceholder ? [] : [{ name: 'WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED', value: '0' }]

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: scale.zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    // Discord does not publish its addresses, so nobody is kept out here; the signature is the gate.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.instanceMemoryMB
        maximumInstanceCount: scale.maximumInstanceCount
        alwaysReady: alwaysReady
        triggers: { http: { perInstanceConcurrency: scale.perInstanceConcurrency } }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      // Here and nowhere else: what is set by hand in the portal is gone after the next deployment.
      appSettings: concat(host, product, mongo, optional, placeholder)
    }
  }

  // Deployments sign in with Entra; the publishing passwords stay off.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

@description('Where the app answers. Read, never built: Azure may add a hash to the name.')
output url string = 'https://${app.properties.defaultHostName}'

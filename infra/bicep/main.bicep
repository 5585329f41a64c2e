// One environment of Flippy Flip in one resource group. This file only composes; each module says why its resources are as they are.
// Deployed by .github/workflows/deploy.yml and by hand as docs/deploy.md tells.
targetScope = 'resourceGroup'

@description('Which environment this is. Part of names and of telemetry.')
@allowed(['dev', 'staging', 'prod'])
param environment string

@description('Region of everything that has one.')
param location string = resourceGroup().location

@description('Short name of the installation: lower-case letters and digits.')
@minLength(3)
@maxLength(7)
param name string = 'flippy'

@description('The Discord application: what the portal shows, and who operates it. Nothing of it is secret; the token and the pepper lie in the vault.')
param bot {
  @description('Application id, 17 to 20 digits.')
  @minLength(17)
  @maxLength(20)
  applicationId: string
  @description('Public key, 64 hex digits.')
  @minLength(64)
  @maxLength(64)
  publicKey: string
  @description('What the bot calls itself, up to 32 characters.')
  @minLength(1)
  @maxLength(32)
  name: string
  @description('User id with the highest level; empty for none.')
  owner: string
  @description('User ids that may use dev commands, separated by commas; empty for none.')
  developers: string
  @description('Link to the support server; empty for none.')
  support: string
  @description('Link to the website; empty for none.')
  website: string
  @description('Address of the page that checks rounds; empty for the one that the app serves itself.')
  verifier: string
  @description('on: votes are taken, and the vault has the secret vote-secret; empty: they are not.')
  votes: '' | 'on'
}

@description('Size and reach of the function app.')
param scale {
  @description('2048 is one core.')
  instanceMemoryMB: 512 | 2048 | 4096
  @description('Most instances of all groups together, 1 to 1000. A limit of cost.')
  @minValue(1)
  @maxValue(1000)
  maximumInstanceCount: int
  @description('Interactions that one instance works on at once.')
  perInstanceConcurrency: int
  @description('Instances for HTTP that are always started. With 0 the first command after a pause misses Discord\'s three seconds.')
  alwaysReadyHttp: int
  @description('The same for the queue of deferred interactions, where somebody looks at "thinking".')
  alwaysReadyDeferred: int
  @description('Spread over availability zones. Raises both always-ready counts to two.')
  zoneRedundant: bool
}

@description('Starts .NET workers from pre-started placeholders. Off is the way round the crash of .NET 10 workers with exit code 139 on Flex Consumption; it costs time at cold start.')
param usePlaceholder bool = true

@description('Size and protection of the database.')
param database {
  @description('M10 to M25 for trials, M30 and more for production.')
  tier: string
  @description('Disk of each shard, in GiB.')
  sizeGb: int
  @description('A standby; needs M30 or more.')
  highAvailability: 'Disabled' | 'SameZone' | 'ZoneRedundantPreferred'
  @description('entra: the app signs in with its identity. native: with the secret mongo-connection-string of the vault.')
  signIn: 'entra' | 'native'
}

@description('Database within the cluster that the app uses. Another one after a restore.')
param databaseName string = 'flippy'

@description('Password of the database\'s own administrator, for operators in an emergency. The app does not use it.')
@secure()
@minLength(16)
param databasePassword string

@description('Reach the database over a private network only. Without it any Azure tenant may knock at it.')
param privateNetwork bool

@description('Days that a backup can be neither changed nor deleted. Must stay below the seven of the shortest retention, or the product cannot clean up.')
@minValue(1)
@maxValue(6)
param backupImmutabilityDays int = 6

@description('Copies of storage: Standard_LRS in one building, Standard_ZRS in three zones, Standard_GZRS also in a second region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageSku string

@description('Days that logs are kept, 30 to 730.')
param logRetentionDays int

@description('Gigabytes of logs a day, then ingestion stops until tomorrow. A limit of cost.')
param logDailyQuotaGb int

@description('Mail addresses that alerts and the budget go to.')
@minLength(1)
param contacts string[]

@description('Money a month, in the currency of the subscription. Only warns, never stops anything.')
param monthlyBudget int

@description('First day of the month in which the budget begins, such as 2026-12-01.')
param budgetStart string

@description('Principal id of the identity that GitHub deploys with; empty when only people deploy.')
param deployerPrincipalId string = ''

var suffix = uniqueString(resourceGroup().id)
var tags = { product: 'flippy-flip', environment: environment }
var names = {
  app: '${name}-${environment}-${suffix}'
  storage: 'st${name}${suffix}'
  archive: 'bk${name}${suffix}'
  vault: take('kv-${name}-${suffix}', 24)
  database: 'mongo-${name}-${suffix}'
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: 'id-${names.app}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: names.app
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: { name: 'vnet-${names.app}', location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: { name: names.storage, location: location, tags: tags, sku: storageSku }
}

module archive 'modules/archive.bicep' = {
  name: 'archive'
  params: {
    name: names.archive
    location: location
    tags: tags
    sku: storageSku
    immutabilityDays: backupImmutabilityDays
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: { name: names.vault, location: location, tags: tags, workspaceId: monitoring.outputs.workspaceId }
}

module store 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: names.database
    location: location
    tags: tags
    tier: database.tier
    sizeGb: database.sizeGb
    highAvailability: database.highAvailability
    administratorPassword: databasePassword
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    privateSubnetId: network.?outputs.privateSubnetId ?? ''
    networkId: network.?outputs.networkId ?? ''
  }
}

module rbac 'modules/rbac.bicep' = {
  name: 'rbac'
  params: {
    principalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    storageName: storage.outputs.name
    archiveName: archive.outputs.name
    archiveContainer: archive.outputs.backupContainer
    releaseContainer: archive.outputs.releaseContainer
    vaultName: vault.outputs.name
    keyName: vault.outputs.keyName
    componentName: monitoring.outputs.componentName
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: names.app
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainerUrl: storage.outputs.packageContainerUrl
    archiveName: archive.outputs.name
    archiveContainer: archive.outputs.backupContainer
    vaultName: vault.outputs.name
    keyUri: vault.outputs.keyUri
    mongoHost: store.outputs.host
    mongoDatabase: databaseName
    mongoSignIn: database.signIn
    componentName: monitoring.outputs.componentName
    subnetId: network.?outputs.appSubnetId ?? ''
    bot: bot
    scale: scale
    usePlaceholder: usePlaceholder
  }
  // A first start without its roles fails; Azure needs some minutes to make new ones known.
  dependsOn: [rbac]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: names.app
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    componentId: monitoring.outputs.componentId
    url: app.outputs.url
    contacts: contacts
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: {
    displayName: 'Flippy Flip (${environment})'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

@description('Name of the function app.')
output appName string = names.app

@description('Where the bot answers; Discord is told url/api/interactions.')
output url string = app.outputs.url

@description('Vault that wants the secrets bot-token and privacy-pepper.')
output vaultName string = vault.outputs.name

@description('Account that holds backups and released packages.')
output archiveName string = archive.outputs.name

@description('Application Insights component, for deployment markers.')
output componentId string = monitoring.outputs.componentId

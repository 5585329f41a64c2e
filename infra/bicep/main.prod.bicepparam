// Production: survives the loss of a zone, and the database is reached from inside only.
using 'main.bicep'

param environment = 'prod'

// What differs from installation to installation comes from the environment: in GitHub from the variables and secrets of this environment,
// by hand from exports (docs/deploy.md). A missing one stops the build of this file; nothing is guessed.
param bot = {
  applicationId: readEnvironmentVariable('BOT_APPLICATION_ID')
  publicKey: readEnvironmentVariable('BOT_PUBLIC_KEY')
  name: readEnvironmentVariable('BOT_NAME', 'Flippy Flip')
  owner: readEnvironmentVariable('BOT_OWNER', '')
  developers: readEnvironmentVariable('BOT_DEVELOPERS', '')
  support: readEnvironmentVariable('BOT_SUPPORT', '')
  website: readEnvironmentVariable('BOT_WEBSITE', '')
  verifier: readEnvironmentVariable('BOT_VERIFIER', '')
  votes: readEnvironmentVariable('BOT_VOTES', '')
}
param databasePassword = readEnvironmentVariable('DATABASE_PASSWORD')
param databaseName = readEnvironmentVariable('MONGO_DATABASE', 'flippy')
param contacts = split(readEnvironmentVariable('ALERT_CONTACTS'), ',')
param budgetStart = readEnvironmentVariable('BUDGET_START')
param deployerPrincipalId = readEnvironmentVariable('DEPLOYER_PRINCIPAL_ID', '')

param scale = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 100
  // Half of Azure's default: verifying signatures is work for the processor, and sixteen at once on one core make each other wait.
  perInstanceConcurrency: 8
  alwaysReadyHttp: 2
  alwaysReadyDeferred: 2
  zoneRedundant: true
}
param database = { tier: 'M30', sizeGb: 128, highAvailability: 'ZoneRedundantPreferred', signIn: 'entra' }
param privateNetwork = true
param storageSku = 'Standard_GZRS'
param logRetentionDays = 90
param logDailyQuotaGb = 5
param monthlyBudget = 800

// Trials: cheap, one instance of everything, nothing kept started.
using 'main.bicep'

param environment = 'dev'

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
  maximumInstanceCount: 40
  perInstanceConcurrency: 8
  // The first command after a pause may be late; nobody pays for an idle instance.
  alwaysReadyHttp: 0
  alwaysReadyDeferred: 0
  zoneRedundant: false
}
param database = { tier: 'M10', sizeGb: 32, highAvailability: 'Disabled', signIn: 'entra' }
param privateNetwork = false
param storageSku = 'Standard_LRS'
param logRetentionDays = 30
param logDailyQuotaGb = 1
param monthlyBudget = 60

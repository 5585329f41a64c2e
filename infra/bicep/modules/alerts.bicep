// When somebody must look. Each query gives one row with the column `value`; names of functions and metrics are those of docs/architecture.md.

@description('Name of the app.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Workspace that the queries run in.')
param workspaceId string

@description('Application Insights component.')
param componentId string

@description('Where the app answers.')
param url string

@description('Mail addresses.')
param contacts string[]

@description('Money a month.')
param monthlyBudget int

@description('First day of the budget.')
param budgetStart string

var global = 'global'
// Three continents, so that one broken road raises no alarm.
var testLocations = ['emea-nl-ams-azr', 'us-il-ch1-azr', 'apac-sg-sin-azr']

// severity 0 wakes somebody, 1 the same day, 2 this week.
var rules = [
  {
    key: 'signatures'
    title: 'Signatures are refused'
    // Discord itself sends a badly signed request now and then: only many at once mean a wrong public key, or somebody trying.
    // Requests without any signature (scanners, the availability test) have another reason and do not count.
    why: 'More than 50 signatures in 15 minutes did not fit the public key.'
    query: 'AppMetrics | where Name == "flippy.signature.refused" and tostring(Properties.reason) == "signature" | summarize value = coalesce(sum(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 50
    window: 'PT15M'
    frequency: 'PT5M'
    severity: 1
  }
  {
    key: 'errors'
    title: 'Requests fail with 5xx'
    // The readiness probe answers 503 by design and is watched by its own alert.
    why: 'More than 5 answers of 500 and above within 5 minutes.'
    query: 'AppRequests | where Name != "Health" and toint(ResultCode) between (500 .. 599) | summarize value = coalesce(sum(ItemCount), 0)'
    operator: 'GreaterThan'
    threshold: 5
    window: 'PT5M'
    frequency: 'PT5M'
    severity: 0
  }
  {
    key: 'latency'
    title: 'Interactions are slow'
    // Discord gives three seconds, we defer at two. Refused signatures are quick and would flatter it; Success counts a 401 as success. Below 20 requests a single cold start would be the 95th percentile.
    why: 'The 95th percentile of interactions is above 1.5 seconds over 15 minutes.'
    query: 'AppRequests | where Name == "Interactions" and ResultCode == "200" | summarize p95 = percentilew(DurationMs, ItemCount, 95), requests = sum(ItemCount) | project value = iff(requests >= 20, p95, 0.0)'
    operator: 'GreaterThan'
    threshold: 1500
    window: 'PT15M'
    frequency: 'PT5M'
    severity: 1
  }
  {
    key: 'deferred'
    title: 'Deferred interactions pile up'
    // Every instance reads the same queue and reports the same length: the latest or the most of them is right, their sum never.
    why: 'More than 100 interactions wait in the queue; after 15 minutes Discord forgets them.'
    query: 'AppMetrics | where Name == "flippy.queue.length" and tostring(Properties.queue) == "deferred" | summarize arg_max(TimeGenerated, Max) | project value = coalesce(Max, 0.0)'
    operator: 'GreaterThan'
    threshold: 100
    window: 'PT15M'
    frequency: 'PT5M'
    severity: 1
  }
  {
    key: 'backup'
    title: 'No backup for 26 hours'
    // Counts what was finished, so that a silent job raises it as well as a failing one. The windows that Azure allows jump from one day to two.
    // An app that was silent 26 hours ago is new, or was stopped: its first backup is not late yet, and whether it is silent now is for the readiness test.
    why: 'No backup was finished within 26 hours. Look at the function Backup; docs/deploy.md, Restore, tells how to list and verify what there is.'
    query: 'AppMetrics | summarize since = min(TimeGenerated), backups = countif(TimeGenerated > ago(26h) and Name == "flippy.job.duration" and tostring(Properties.job) == "Backup" and tostring(Properties.outcome) == "done") | project value = iff(isnull(since) or since > ago(26h), 1, backups)'
    operator: 'LessThan'
    threshold: 1
    window: 'P2D'
    frequency: 'PT1H'
    severity: 0
  }
  {
    key: 'poison'
    title: 'A message was given up'
    // Three witnesses: the host says when it moves one, the product when it buries one and how many lie there unburied.
    why: 'A message failed five times and lies in a poison queue. Somebody got no answer, or an effect was not sent.'
    query: 'union (AppTraces | where Message has "MaxDequeueCount" | project one = 1), (AppMetrics | where Name == "flippy.queue.poisoned" | project one = 1), (AppMetrics | where Name == "flippy.queue.length" and tostring(Properties.queue) endswith "-poison" and Max > 0 | project one = 1) | summarize value = count()'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    frequency: 'PT15M'
    severity: 1
  }
  {
    key: 'crash'
    title: 'The worker process died'
    why: 'A worker ended with 139 (segmentation fault, set usePlaceholder to false) or 150 (the runtime does not fit).'
    query: 'AppTraces | where Message matches regex "exited with code (139|150)" | summarize value = count()'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    frequency: 'PT15M'
    severity: 1
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: global
  tags: tags
  properties: {
    groupShortName: 'flippy'
    enabled: true
    emailReceivers: [
      for (contact, i) in contacts: { name: 'contact-${i}', emailAddress: contact, useCommonAlertSchema: true }
    ]
  }
}

resource queries 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${rule.key}-${name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.why
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      autoMitigate: true
      // In a new workspace the tables appear with the first telemetry.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

// Ready means that the store is open and answers.
resource ready 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'ready-${name}'
  location: location
  tags: union(tags, { 'hidden-link:${componentId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'ready-${name}'
    Name: 'Readiness'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Kind: 'standard'
    Locations: [for place in testLocations: { Id: place }]
    Request: { RequestUrl: '${url}/api/health/ready', HttpVerb: 'GET', ParseDependentRequests: false, FollowRedirects: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

// What Discord tries as well: a request without a signature must be turned away, or Discord takes the endpoint off the application.
resource gate 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'gate-${name}'
  location: location
  tags: union(tags, { 'hidden-link:${componentId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'gate-${name}'
    Name: 'Signature gate'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Kind: 'standard'
    Locations: [for place in testLocations: { Id: place }]
    Request: {
      RequestUrl: '${url}/api/interactions'
      HttpVerb: 'POST'
      Headers: [{ key: 'Content-Type', value: 'application/json' }]
      RequestBody: base64('{"type":1}')
      ParseDependentRequests: false
      FollowRedirects: false
    }
    ValidationRules: { ExpectedHttpStatusCode: 401, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

var tests = [
  { key: 'ready', id: ready.id, title: 'The bot is not ready' }
  { key: 'gate', id: gate.id, title: 'The signature gate does not answer 401' }
]

resource unavailable 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for test in tests: {
    name: 'alert-${test.key}-${name}'
    location: global
    tags: tags
    properties: {
      description: '${test.title}, seen from two places or more.'
      severity: 0
      enabled: true
      scopes: [componentId, test.id]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
        componentId: componentId
        webTestId: test.id
        failedLocationCount: 2
      }
      actions: [{ actionGroupId: people.id }]
    }
  }
]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      actual80: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: contacts
      }
      forecast100: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: contacts
      }
    }
  }
}

// What operators look at. The page itself is operators.workbook.json, as the portal's advanced editor shows it.

@description('What the portal calls it.')
param displayName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Workspace that its queries run in.')
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // A workbook's name must be a GUID; this one stays the same at every deployment.
  name: guid(resourceGroup().id, 'operators')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: workspaceId
    serializedData: loadTextContent('operators.workbook.json')
  }
}

@description('The workbook.')
output id string = workbook.id

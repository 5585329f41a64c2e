// Every query of the alerts and the workbook, read by Azure's own parser against the columns its tables have. A query that does not parse is an alert that never comes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import vm from 'node:vm';

const modules = path.resolve(import.meta.dirname, '../../infra/bicep/modules');

// As Azure Monitor documents the tables of a workspace; the columns that are of use here.
const every = 'TimeGenerated: datetime, Properties: dynamic, ItemCount: int, OperationName: string, AppRoleName: string';
const tables = {
  AppRequests: `${every}, Name: string, DurationMs: real, ResultCode: string, Success: bool, Url: string`,
  AppMetrics: `${every}, Name: string, Sum: real, Min: real, Max: real`,
  AppTraces: `${every}, Message: string, SeverityLevel: int`,
  AppExceptions: `${every}, ExceptionType: string, OuterMessage: string`,
};

const diagnose = parser();
const queries = new Map([
  ...JSON.parse(readFileSync(path.join(modules, 'operators.workbook.json'), 'utf8')).items.filter(item => item.type === 3).map(({ content }) => [`tile "${content.title}"`, content.query]),
  ...[...readFileSync(path.join(modules, 'alerts.bicep'), 'utf8').matchAll(/^ *key: '(\w+)'$[\s\S]*?^ *query: '(.*)'$/gm)].map(([, key, query]) => [`alert "${key}"`, query]),
]);

/** The parser is one large script for browsers that puts its names on the global object. */
function parser() {
  const require = createRequire(import.meta.url);
  globalThis.window = globalThis;
  for (const name of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) vm.runInThisContext(readFileSync(require.resolve(`@kusto/language-service-next/${name}`), 'utf8'), { filename: name });
  const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;
  const symbols = Object.entries(tables).map(([name, columns]) => Symbols.TableSymbol.From(`(${columns})`).WithName(name));
  const state = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', symbols));
  return query => {
    const found = KustoCode.ParseAndAnalyze(query, state).GetDiagnostics();
    return Array.from({ length: found.Count }, (_, i) => found.getItem(i).Message);
  };
}

test('The parser finds what is wrong', () => {
  assert.deepEqual(diagnose('AppMetrics | where Sum > 1 | summarize count()'), []);
  for (const broken of ['AppMetrics | where Total > 1', 'AppMetric | count', 'AppMetrics | sumarize count()', 'AppMetrics | summarize last = max(Max)']) assert.notDeepEqual(diagnose(broken), [], broken);
});

test('There are queries to read', () => assert.ok(queries.size >= 25, `${queries.size} queries`));

for (const [name, query] of queries) test(`Reads the query of ${name}`, () => assert.deepEqual(diagnose(query), []));

for (const [name, query] of [...queries].filter(([key]) => key.startsWith('alert'))) {
  test(`The ${name} gives one number`, () => assert.match(query, /(summarize|project) value = [^|]+$/));
}

// Names that several files must agree on: metrics and functions, settings, scripts, pinned actions. A misspelt one fails nowhere else: an alert stays silent.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const read = file => readFileSync(path.join(root, file), 'utf8');
const modules = readdirSync(path.join(root, 'infra/bicep'), { recursive: true }).filter(file => file.endsWith('.bicep'));
const bicep = modules.map(file => read(path.join('infra/bicep', file))).join('\n');
const workbook = JSON.parse(read('infra/bicep/modules/operators.workbook.json'));
const telemetry = /## Telemetry\n([\s\S]*?)\n## /.exec(read('docs/architecture.md'))[1];
const tiles = workbook.items.filter(item => item.type === 3).map(item => item.content);
const queries = [...tiles.map(tile => tile.query), ...[...read('infra/bicep/modules/alerts.bicep').matchAll(/^ *query: '(.*)'$/gm)].map(([, query]) => query)];
const workflows = readdirSync(path.join(root, '.github/workflows')).map(file => [file, read(`.github/workflows/${file}`)]);

/** The table's rows: instrument → tag → the values it lists, or null when they are open. */
const instruments = new Map([...telemetry.matchAll(/^\| `(flippy\.[a-z.]+)` \|(.*)$/gm)].map(([, name, rest]) => [name, tagsOf(rest.split('|')[2])]));
const functions = new Set([.../^Functions: (.*)\.$/m.exec(telemetry)[1].matchAll(/`([A-Za-z]+)`/g)].map(([, name]) => name));

function tagsOf(cell) {
  const tags = new Map();
  for (const [, tag, values] of cell.matchAll(/`([a-z]+)`(?: \(([^)]*)\))?/g)) {
    const listed = [...(values ?? '').matchAll(/`([^`]+)`/g)].map(([, value]) => value);
    tags.set(tag, listed.length > 1 && tag !== 'command' ? new Set(listed) : null);
  }
  return tags;
}

test('There is something to compare', () => {
  assert.ok(instruments.size >= 12 && functions.size >= 10, `${instruments.size} instruments, ${functions.size} functions`);
  assert.ok(queries.length >= 25, `${queries.length} queries`);
});

test('Every metric that is asked for is in the table', () => {
  const asked = new Set(queries.flatMap(query => [...query.matchAll(/"(flippy\.[^"]*)"/g)].map(([, name]) => name)));
  assert.deepEqual([...asked].filter(name => !instruments.has(name)), []);
  assert.ok(asked.size >= 10);
});

test('Every tag and value that is asked for belongs to its metric', () => {
  const wrong = [];
  for (const query of queries.flatMap(text => text.split(/, \(|union /))) {
    const name = /"(flippy\.[^"]*)"/.exec(query)?.[1];
    for (const [, tag, , value] of query.matchAll(/tostring\(Properties\.(\w+)\)(?: (==|!=) "([^"]*)")?/g)) {
      const tags = instruments.get(name);
      if (!tags?.has(tag)) wrong.push(`${name} has no tag ${tag}`);
      else if (value && tags.get(tag) && !tags.get(tag).has(value)) wrong.push(`${name}: ${tag} is never ${value}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('Every function that is asked for exists', () => {
  const asked = queries.filter(query => query.startsWith('AppRequests'))
    .flatMap(query => [.../Name (?:[!=]=|in) (\([^)]*\)|"[^"]*")/.exec(query)?.[1].matchAll(/"([^"]+)"/g) ?? []].map(([, name]) => name));
  assert.deepEqual(asked.filter(name => !functions.has(name)), []);
  for (const [, name] of bicep.matchAll(/'function:(\w+)'/g)) assert.ok(functions.has(name), name);
});

test('No backup is missed before the app has spoken for as long as one may take', () => {
  const [backup] = queries.filter(query => query.includes('== "Backup"') && query.includes('value ='));
  assert.match(backup, /since = min\(TimeGenerated\).*iff\(isnull\(since\) or since > ago\(26h\), 1, backups\)$/);
});

test('Lengths of queues, which every instance reports, are never added up', () => {
  const lengths = queries.flatMap(text => text.split(/, \(|union /)).filter(query => query.includes('"flippy.queue.length"'));
  assert.equal(lengths.length, 3);
  for (const query of lengths) assert.doesNotMatch(query, /\bsum\(|\bavg\(|\bSum\b/, query);
});

test('Percentiles of interactions leave refused signatures out', () => {
  const percentiles = queries.filter(query => query.includes('Name == "Interactions"') && query.includes('percentilew('));
  assert.equal(percentiles.length, 2);
  for (const query of percentiles) assert.match(query, /ResultCode == "200"/);
});

test('Every setting that the deployment makes is explained in docs/configuration.md', () => {
  const made = new Set([...read('infra/bicep/modules/app.bicep').matchAll(/\{ name: '([A-Za-z_]+)', value:/g)].map(([, name]) => name));
  assert.ok(made.size >= 20, `${made.size} settings`);
  const documented = read('docs/configuration.md');
  assert.deepEqual([...made].filter(name => !documented.includes(`\`${name}\``)), []);
});

test('Every setting of ours that the deployment makes is read', () => {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true }).filter(file => file.endsWith('.cs')).map(file => read(path.join('src', file))).join('\n');
  const texts = [...sources.matchAll(/"([^"\n]*)"/g)].map(([, text]) => text).join('\n');
  // AzureWebJobsStorage is the host's own.
  const ours = [...read('infra/bicep/modules/app.bicep').matchAll(/\{ name: '([A-Z]\w+?)__(\w+)', value:/g)].filter(([, section]) => section !== 'AzureWebJobsStorage');
  assert.ok(ours.length >= 12);
  assert.deepEqual(ours.filter(([, section, key]) => !texts.includes(`${section}:${key}`) && !(texts.includes(section) && texts.includes(`:${key}`))).map(([, section, key]) => `${section}__${key}`), []);
});

test('No setting is made that Flex Consumption refuses', () => {
  for (const name of ['FUNCTIONS_WORKER_RUNTIME', 'FUNCTIONS_EXTENSION_VERSION', 'WEBSITE_RUN_FROM_PACKAGE', 'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING', 'WEBSITE_CONTENTSHARE',
    'WEBSITE_VNET_ROUTE_ALL', 'SCM_DO_BUILD_DURING_DEPLOYMENT', 'ENABLE_ORYX_BUILD', 'WEBSITE_TIME_ZONE', 'linuxFxVersion', 'alwaysOn', 'ftpsState']) {
    assert.doesNotMatch(bicep, new RegExp(`name: '${name}'|^ *${name}:`, 'm'), name);
  }
});

test('No account takes a key, and no connection is older than TLS 1.2', () => {
  const accounts = modules.map(file => read(path.join('infra/bicep', file))).filter(text => /storageAccounts@[\d-]+' = /.test(text));
  assert.equal(accounts.length, 2);
  for (const text of accounts) {
    for (const line of ['allowSharedKeyAccess: false', 'allowBlobPublicAccess: false', "minimumTlsVersion: 'TLS1_2'"]) assert.ok(text.includes(line), line);
  }
  assert.doesNotMatch(bicep, /listKeys|listAccountSas|AccountKey=/);
});

test('The account of deferred bodies keeps nothing that was deleted', () => {
  const storage = read('infra/bicep/modules/storage.bicep');
  assert.ok(storage.includes("'deferred-bodies'"));
  assert.match(storage, /^ *deleteRetentionPolicy: \{ enabled: false \}$/m);
  assert.doesNotMatch(storage, /isVersioningEnabled: true/);
});

test('The deployment may give exactly the roles that rbac.bicep gives', () => {
  const ids = text => [...text.matchAll(/'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'/g)].map(([, id]) => id);
  const given = ids(read('infra/bicep/modules/rbac.bicep'));
  const allowed = ids(/var assignable = \[([\s\S]*?)\]/.exec(read('infra/bicep/bootstrap.bicep'))[1]);
  assert.deepEqual(allowed.toSorted(), given.toSorted());
});

test('Every tile has a title of its own and asks the chosen time', () => {
  assert.equal(new Set(tiles.map(tile => tile.title)).size, tiles.length);
  for (const tile of tiles) assert.equal(tile.timeContextFromParameter, 'time', tile.title);
});

test('Every action is pinned by a commit and says which version that is', () => {
  const used = workflows.flatMap(([file, text]) => [...text.matchAll(/uses: *(\S+)(.*)$/gm)].map(([, action, rest]) => ({ file, action, rest })));
  const pinned = used.filter(({ action }) => !action.startsWith('./'));
  assert.ok(pinned.length >= 8);
  for (const { file, action, rest } of pinned) assert.match(action + rest, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, file);
});

test('The deployment signs in again after the step that may outlast its assertion', () => {
  const steps = read('.github/workflows/deploy.yml').split(/^ {6}- /m).map(step => step.split('\n')[0]);
  const long = steps.indexOf('name: Infrastructure');
  assert.ok(long > 0);
  assert.match(steps[long + 1], /^uses: azure\/login@/);
});

test('Only runs for a pull request share a group', () => {
  const group = /^concurrency:\n(?: +#.*\n)* +group: (.*)$/m.exec(read('.github/workflows/ci.yml'))[1];
  assert.match(group, /github\.event_name == 'pull_request' && github\.ref \|\| github\.run_id/);
});

test('Plan and deployment both give what the parameter files read', () => {
  const files = readdirSync(path.join(root, 'infra/bicep')).filter(file => file.endsWith('.bicepparam'));
  const wanted = files.map(file => [...read(`infra/bicep/${file}`).matchAll(/readEnvironmentVariable\('(\w+)'/g)].map(([, name]) => name).toSorted());
  assert.ok(wanted[0].length >= 12);
  for (const names of wanted) assert.deepEqual(names, wanted[0]);
  const [plan, deploy] = read('.github/workflows/deploy.yml').split(/^ {2}deploy:$/m);
  for (const name of wanted[0]) for (const job of [plan, deploy]) assert.match(job, new RegExp(`^ +${name}: `, 'm'), name);
});

test('Every workflow begins with reading only', () => {
  for (const [file, text] of workflows) {
    assert.match(text, /^permissions:\n {2}contents: read\n/m, file);
    assert.doesNotMatch(text, /write-all|contents: write|pull_request_target/, file);
  }
});

test('Nothing that a person may type stands inside a script', () => {
  for (const [file, text] of workflows) {
    const scripts = [...text.matchAll(/^( *)run: \|\n((?:\1 {2,}.*\n|\n)+)/gm)].map(([, , body]) => body).concat([...text.matchAll(/run: (?!\|)(.*)$/gm)].map(([, line]) => line));
    assert.ok(scripts.length > 0, file);
    for (const script of scripts) assert.doesNotMatch(script, /\$\{\{/, file);
  }
});

test('Every script and file that a workflow calls is there', () => {
  for (const [file, text] of workflows) {
    for (const [, name] of text.matchAll(/(?<![\w/])((?:infra|tests|src)\/[\w./-]+\.(?:sh|mjs|bicep|slnx))/g)) {
      assert.ok(existsSync(path.join(root, name)), `${file}: ${name}`);
    }
  }
});

test('How long the gate waits can be said where it is started, and is explained', () => {
  const deploy = read('.github/workflows/deploy.yml');
  assert.match(deploy, /SMOKE_READY_WITHIN: \$\{\{ inputs\.ready_within \|\| vars\.SMOKE_READY_WITHIN \|\| '240' \}\}/);
  assert.match(deploy, /^ {6}ready_within:$/m);
  for (const file of ['docs/deploy.md', 'docs/architecture.md', 'infra/scripts/smoke.mjs']) assert.match(read(file), /SMOKE_READY_WITHIN/, file);
});

test('What going back needs is named where going back is explained', () => {
  const goBack = /## 8\. Go back\n([\s\S]*?)\n## /.exec(read('docs/deploy.md'))[1];
  for (const name of ['RESOURCE_GROUP', 'APP_NAME', 'APP_URL', 'ARCHIVE_NAME', 'BOT_TOKEN']) assert.ok(goBack.includes(name), name);
});

test('The restored database is written into every parameter file by the command that deploy.md gives', () => {
  const edit = /^sed -i ("s\/'MONGO_DATABASE'.*?") "infra\/bicep\/main\.\$ENVIRONMENT\.bicepparam"$/m.exec(read('docs/deploy.md'))[1];
  for (const environment of ['dev', 'staging', 'prod']) {
    const file = `infra/bicep/main.${environment}.bicepparam`;
    const edited = execFileSync('bash', ['-c', `sed ${edit} '${path.join(root, file)}'`], { env: { ...process.env, MONGO_DATABASE: 'flippy-20260105-030000' }, encoding: 'utf8' });
    assert.equal(edited, read(file).replace("'MONGO_DATABASE', 'flippy'", "'MONGO_DATABASE', 'flippy-20260105-030000'"));
    assert.notEqual(edited, read(file));
  }
});

test('Every tool that deploy.md calls is in its list of what is needed', () => {
  const text = read('docs/deploy.md');
  const list = /You need: ([\s\S]*?)\n\n/.exec(text)[1];
  for (const tool of ['az', 'gh', 'jq', 'zip', 'unzip', 'curl', 'openssl', 'mongosh']) assert.ok(list.includes(`\`${tool}\``), tool);
});

test('Azurite runs on the Node that the documents ask for', () => {
  const [, least] = /"node_modules\/azurite": \{[\s\S]*?"node": ">=(\d+)/.exec(read('tests/Functions.Tests/package-lock.json'));
  for (const file of ['README.md', 'docs/testing.md']) assert.match(read(file), new RegExp(`\\b${least}\\b`), `${file} does not ask for Node ${least}`);
});

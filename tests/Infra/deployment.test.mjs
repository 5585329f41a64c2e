// The smaller steps of a deployment: commands, the package, the marker.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { az, discord, folder, keyPair, run } from './pretended.mjs';

const needed = ['host.json', 'functions.metadata', 'extensions.json', 'worker.config.json', 'web/verifier/index.html'];

const noZip = spawnSync('zip', ['--version']).error !== undefined && 'there is no zip on this machine';

function published(t) {
  const where = path.join(folder(t), 'published');
  for (const name of ['.azurefunctions', 'web/verifier']) mkdirSync(path.join(where, name), { recursive: true });
  for (const name of [...needed, '.azurefunctions/function.deps.json']) writeFileSync(path.join(where, name), '{}');
  return where;
}

test('Registers commands everywhere', async t => {
  const { api, token, registered } = await discord(t, keyPair());
  const file = path.join(folder(t), 'commands.json');
  writeFileSync(file, '[{"name":"flip"},{"name":"bet"}]');
  const { status, stdout } = await run('commands.mjs', ['--file', file], { BOT_TOKEN: token, DISCORD_API: api });
  assert.equal(status, 0);
  assert.equal(stdout.trim(), '2 commands registered: flip, bet');
  assert.deepEqual(registered, { '/applications/123456789012345678/commands': [{ name: 'flip' }, { name: 'bet' }] });
});

test('Registers commands in one server', async t => {
  const { api, token, registered } = await discord(t, keyPair());
  const file = path.join(folder(t), 'commands.json');
  writeFileSync(file, '[{"name":"dev-health"}]');
  const { status } = await run('commands.mjs', ['--file', file, '--guild', '987654321098765432'], { BOT_TOKEN: token, DISCORD_API: api });
  assert.equal(status, 0);
  assert.deepEqual(Object.keys(registered), ['/applications/123456789012345678/guilds/987654321098765432/commands']);
});

for (const [what, text] of [['an empty list', '[]'], ['no list', '{}'], ['no JSON', 'oops']]) {
  test(`Does not ask Discord to register ${what}`, async t => {
    const { api, token, seen } = await discord(t, keyPair());
    const file = path.join(folder(t), 'commands.json');
    writeFileSync(file, text);
    assert.equal((await run('commands.mjs', ['--file', file], { BOT_TOKEN: token, DISCORD_API: api })).status, 2);
    assert.deepEqual(seen, []);
  });
}

test('Says what Discord said when it refuses to register', async t => {
  const { api } = await discord(t, keyPair());
  const file = path.join(folder(t), 'commands.json');
  writeFileSync(file, '[{"name":"flip"}]');
  const { status, stderr } = await run('commands.mjs', ['--file', file], { BOT_TOKEN: 'a-wrong-token', DISCORD_API: api });
  assert.equal(status, 1);
  assert.match(stderr, /Discord answered 401/);
  assert.doesNotMatch(stderr, /a-wrong-token/);
});

test('Packs a published folder with its dot folder', { skip: noZip }, async t => {
  const where = published(t);
  const file = `${where}.zip`;
  const { status, stderr } = await run('package.sh', ['--pack', where, file]);
  assert.equal(status, 0, stderr);
  const names = readFileSync(file).toString('latin1');
  for (const name of [...needed, '.azurefunctions/function.deps.json']) assert.ok(names.includes(name), name);
});

for (const name of ['.azurefunctions', 'functions.metadata', 'web/verifier/index.html']) {
  test(`Does not pack a folder that lacks ${name}`, async t => {
    const where = published(t);
    rmSync(path.join(where, name), { recursive: true });
    const { status, stderr } = await run('package.sh', ['--pack', where, `${where}.zip`]);
    assert.equal(status, 1);
    assert.ok(stderr.includes(`lacks ${name}`), stderr);
  });
}

test("Does not pack a developer's settings", async t => {
  const where = published(t);
  writeFileSync(path.join(where, 'local.settings.json'), '{}');
  const { status, stderr } = await run('package.sh', ['--pack', where, `${where}.zip`]);
  assert.equal(status, 1);
  assert.match(stderr, /local\.settings\.json must not be published/);
});

test('Marks a deployment, with who and where', async t => {
  const azure = az(folder(t));
  const { status, stderr } = await run('marker.sh', ['/subscriptions/s/component', 'abc123', 'rolled back'],
    { PATH: azure.path, GITHUB_RUN_ID: '7', GITHUB_REPOSITORY: 'o/r', GITHUB_ACTOR: 'ada "the" first' });
  assert.equal(status, 0, stderr);
  const call = azure.calls();
  assert.match(call, /--uri \/subscriptions\/s\/component\/Annotations\?api-version=2015-05-01/);
  const body = JSON.parse(/--body (\{.*\}) --only-show-errors/.exec(call)[1]);
  assert.equal(body.Category, 'Deployment');
  assert.equal(body.AnnotationName, 'rolled back: abc123');
  assert.deepEqual(JSON.parse(body.Properties), { release: 'abc123', outcome: 'rolled back', by: 'ada "the" first', run: 'https://github.com/o/r/actions/runs/7' });
});

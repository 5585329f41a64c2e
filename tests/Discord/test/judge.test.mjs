// The judge before the judge: what Discord refuses is refused here for the stated reason, and what it takes passes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BAD, GOOD, option, reply, text, times, withOptions } from '../examples.mjs';
import { judge, printPath } from '../judge.mjs';

for (const [name, [schema, payload]] of Object.entries(GOOD))
  test(`Takes ${name}`, () => assert.deepEqual(judge(schema, payload), []));

for (const [name, [rule, at, schema, payload]] of Object.entries(BAD))
  test(`Refuses ${name}`, () => {
    const found = judge(schema, payload).map(violation => `${violation.rule} ${printPath(violation.path)}`);
    assert.ok(found.includes(`${rule} ${at}`), `wanted "${rule} ${at}", found ${JSON.stringify(found)}`);
  });

test('Longest translation counts towards the size, not all of them', () => {
  const description = Object.fromEntries(['de', 'fr', 'ja', 'es-ES'].map(locale => [locale, text(100)]));
  const big = withOptions(...times(25, index => option(`o${index}`, { description_localizations: description })));
  assert.deepEqual(judge('registration', big), []);
});

test('Passes a folder of good payloads and counts them by kind', () => {
  const { status, stdout } = run([line('reply', { type: 1 }), line('reply', reply({ content: 'x' })), line('edit', { content: 'x' })]);
  assert.equal(status, 0);
  assert.match(stdout, /reply 1 pong +1 judged/);
  assert.match(stdout, /^judge: 3 passed, 0 failed$/m);
});

test('Refuses a folder with one bad payload, says where it came from, and says it once', () => {
  const bad = line('reply', reply({ content: '' }));
  const { status, stdout } = run([bad, bad.replace('/ping', '/pong'), line('edit', { content: 'x' })]);
  assert.equal(status, 1);
  assert.match(stdout, /message-empty: reply 4 message \$\.data: .*\n +from \/ping and 1 more/);
  assert.equal(stdout.match(/message-empty/g).length, 1);
  assert.match(stdout, /^judge: 1 passed, 1 failed$/m);
});

test('Refuses a line that is not JSON', () => assert.match(run(['{"schema":']).stdout, /^judge: 0 passed, 1 failed$/m));
test('Refuses an unknown schema', () => assert.equal(run([line('webhook', {})]).status, 1));
test('Refuses to judge nothing', () => assert.equal(run([]).status, 1));
test('Refuses a folder that is not there', () => assert.equal(start('/nonexistent/payloads').status, 1));

function line(schema, payload) {
  return JSON.stringify({ schema, source: '/ping', payload });
}

function run(lines) {
  const folder = mkdtempSync(path.join(tmpdir(), 'judge-'));
  try {
    writeFileSync(path.join(folder, '1.ndjson'), lines.join('\n'));
    return start(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start(folder) {
  return spawnSync(process.execPath, [fileURLToPath(new URL('../judge.mjs', import.meta.url)), folder], { encoding: 'utf8' });
}

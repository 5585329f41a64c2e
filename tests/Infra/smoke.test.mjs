// The gate of a deployment, against a pretended bot and a pretended Discord.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APPLICATION, bot, discord, keyPair, run } from './pretended.mjs';

const quick = ['--pause', '0', '--ready-within', '30'];

/** For a bot that never becomes ready. The first look is made in any case. */
const briefly = ['--ready-within', '0.2'];

const gate = (url, env, more = []) => run('smoke.mjs', ['--url', url, ...quick, ...more], { BOT_APPLICATION_ID: APPLICATION, ...env });

test('Passes when the bot is ready, refuses bad signatures and answers a signed ping', async t => {
  const keys = keyPair();
  const { url, heard } = await bot(t, keys.public);
  const { status, stdout, stderr } = await gate(url, { SMOKE_SEED: keys.seed });
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.equal(stdout.split('\n').filter(line => line.startsWith('ok  ')).length, 3);
  assert.equal(heard.pings, 1);
});

test('Waits for a bot that is not ready at once', async t => {
  const keys = keyPair();
  const { url } = await bot(t, keys.public, () => 'late');
  assert.equal((await gate(url, { SMOKE_SEED: keys.seed })).status, 0);
});

for (const [mood, sentence] of [
  ['unready', /was not ready within 0\.2 s: status 503/],
  ['open', /an unsigned request was answered with 200, not 401/],
  ['deaf', /a signed ping was answered with 200 \{"type":4\}, not with a pong/],
]) {
  test(`Fails when the bot is ${mood}`, async t => {
    const keys = keyPair();
    const { url } = await bot(t, keys.public, () => mood);
    const { status, stderr } = await gate(url, { SMOKE_SEED: keys.seed }, mood === 'unready' ? briefly : []);
    assert.match(stderr, sentence);
    assert.equal(status, 1);
  });
}

const [earlier, wanted] = ['a'.repeat(40), 'b'.repeat(40)];

test('Waits until only the wanted release answers', async t => {
  const keys = keyPair();
  let looks = 0;
  // The one before answers once more after the new one was seen twice.
  const { url } = await bot(t, keys.public, undefined, look => { looks = look; return [1, 2, 5].includes(look) ? earlier : wanted; });
  const { status, stderr } = await gate(url, { SMOKE_SEED: keys.seed }, ['--release', wanted]);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.equal(looks, 8, 'three in a row after the last answer of the one before');
});

for (const [what, told, sentence] of [['another release', earlier, /0\.1\.0\+a{40} answers, not b{40}/], ['a bot that does not name itself', undefined, /an unnamed release answers, not b{40}/]]) {
  test(`Fails when ${what} answers`, async t => {
    const keys = keyPair();
    const { url } = await bot(t, keys.public, undefined, () => told);
    const { status, stderr } = await gate(url, { SMOKE_SEED: keys.seed }, [...briefly, '--release', wanted]);
    assert.match(stderr, sentence);
    assert.equal(status, 1);
  });
}

test('Fails when the bot has another public key', async t => {
  const { url } = await bot(t, keyPair().public);
  const { status, stderr } = await gate(url, { SMOKE_SEED: keyPair().seed });
  assert.match(stderr, /a signed ping was answered with 401/);
  assert.equal(status, 1);
});

test('Fails when nothing listens', async () => {
  const { status, stderr } = await gate('http://127.0.0.1:1', { SMOKE_PING: 'none' }, briefly);
  assert.match(stderr, /not ready within 0\.2 s/);
  assert.equal(status, 1);
});

test('Lets Discord make the signed ping, each time at another address', async t => {
  const keys = keyPair();
  const { url, heard } = await bot(t, keys.public);
  const { api, token, application } = await discord(t, keys);
  const env = { BOT_TOKEN: token, BOT_PUBLIC_KEY: keys.public, DISCORD_API: api };
  for (const [round, expected] of [[1, `${url}/api/interactions`], [2, `${url}/api/interactions/${application.id}`], [3, `${url}/api/interactions`]]) {
    const { status, stderr } = await gate(url, env);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(application.interactions_endpoint_url, expected);
    assert.equal(heard.pings, round, 'Discord validates only what changes');
  }
});

test("Fails when Discord's ping is not answered, and leaves the old address", async t => {
  const keys = keyPair();
  const { url } = await bot(t, keyPair().public);
  const { api, token, application } = await discord(t, keys);
  application.interactions_endpoint_url = 'https://earlier.example/api/interactions';
  const { status, stderr } = await gate(url, { BOT_TOKEN: token, DISCORD_API: api });
  assert.match(stderr, /Discord's signed ping to .* was not answered well: .*APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID/);
  assert.equal(status, 1);
  assert.equal(application.interactions_endpoint_url, 'https://earlier.example/api/interactions');
});

test('Fails when the configured public key is not the application\'s', async t => {
  const keys = keyPair();
  const { url } = await bot(t, keys.public);
  const { api, token } = await discord(t, keys);
  const { status, stderr } = await gate(url, { BOT_TOKEN: token, BOT_PUBLIC_KEY: keyPair().public, DISCORD_API: api });
  assert.match(stderr, /BOT_PUBLIC_KEY is not the key of the application/);
  assert.equal(status, 1);
});

test('Never prints the token', async t => {
  const keys = keyPair();
  const { url } = await bot(t, keys.public);
  const { api } = await discord(t, keys);
  const { status, stdout, stderr } = await gate(url, { BOT_TOKEN: 'a-wrong-token', DISCORD_API: api });
  assert.equal(status, 1);
  assert.match(stderr, /Discord answered 401/);
  assert.doesNotMatch(stdout + stderr, /a-wrong-token/);
});

test('Waits when Discord says so', async t => {
  const keys = keyPair();
  const { url } = await bot(t, keys.public);
  const { api, token } = await discord(t, keys, { limited: 2 });
  assert.equal((await gate(url, { BOT_TOKEN: token, DISCORD_API: api })).status, 0);
});

test('Looks at its settings without asking the bot', async t => {
  const keys = keyPair();
  const { api, token } = await discord(t, keys);
  const check = env => run('smoke.mjs', ['--url', 'http://127.0.0.1:1', '--check'], env);
  assert.equal((await check({ BOT_TOKEN: token, BOT_PUBLIC_KEY: keys.public, DISCORD_API: api })).status, 0);
  assert.equal((await check({ BOT_TOKEN: token, BOT_PUBLIC_KEY: keyPair().public, DISCORD_API: api })).status, 1);
  assert.equal((await check({ BOT_TOKEN: 'of-yesterday', DISCORD_API: api })).status, 1);
  assert.equal((await check({ BOT_TOKEN: token, DISCORD_API: 'http://127.0.0.1:1' })).status, 0, 'Discord may be back when the gate asks');
  assert.equal((await check({})).status, 2);
});

test('Waits as long as the environment says, and says so in its help', async t => {
  const keys = keyPair();
  const { url } = await bot(t, keys.public, () => 'unready');
  const { stderr } = await run('smoke.mjs', ['--url', url, '--pause', '0'], { SMOKE_PING: 'none', SMOKE_READY_WITHIN: '0.3' });
  assert.match(stderr, /was not ready within 0\.3 s/);
  assert.match((await run('smoke.mjs', ['--help'], {})).stdout, /SMOKE_READY_WITHIN/);
});

for (const [what, given, env] of [
  ['no address', [], { SMOKE_PING: 'none' }],
  ['no way to sign', ['--url', 'http://127.0.0.1:1'], {}],
  ['an unknown option', ['--url', 'http://127.0.0.1:1', '--fast'], { SMOKE_PING: 'none' }],
  ['a release that is no commit', ['--url', 'http://127.0.0.1:1', '--release', 'main'], { SMOKE_PING: 'none' }],
  ['a key without its application', ['--url', 'http://127.0.0.1:1'], { SMOKE_SEED: '0'.repeat(64) }],
  ['a seed that is none', ['--url', 'http://127.0.0.1:1'], { SMOKE_PING: 'key', SMOKE_SEED: 'abc' }],
]) {
  test(`Is wrong use: ${what}`, async () => assert.equal((await run('smoke.mjs', given, env)).status, 2));
}

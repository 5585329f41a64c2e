// Rolling out and going back, with a pretended az: the bot behaves as the package says that was deployed last.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { APPLICATION, az, bot, discord, folder, keyPair, run } from './pretended.mjs';

async function installation(t) {
  const where = folder(t);
  const azure = az(where);
  const keys = keyPair();
  // The package's content is the bot's mood and, behind a blank, the commit that it was built from. What turned sour behaves in another way than it once did.
  const sour = {};
  let clings;
  const words = () => azure.deployed().split(' ');
  const { url } = await bot(t, keys.public, () => sour[words()[0]] ?? (words()[0] || 'unready'), () => clings ?? words()[1]);
  const env = {
    PATH: azure.path, RESOURCE_GROUP: 'rg', APP_NAME: 'app', ARCHIVE_NAME: 'archive', APP_URL: url,
    BOT_APPLICATION_ID: APPLICATION, SMOKE_SEED: keys.seed, SMOKE_PAUSE: '0.01', SMOKE_READY_WITHIN: '3',
  };
  const release = (...given) => run('release.sh', given, env);
  const keep = async (name, content) => {
    const file = path.join(where, `${name}.zip`);
    writeFileSync(file, content);
    const { status, stdout } = await release('put', file, name);
    assert.equal(status, 0);
    return stdout.trim();
  };
  return { azure, env, release, keep, sour, cling: commit => { clings = commit; } };
}

test('Deploys a good release and promotes it', async t => {
  const { azure, release, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  const { status, stderr } = await release('roll-out', one);
  assert.equal(status, 0, stderr);
  assert.equal(azure.deployed(), 'healthy');
  assert.equal((await release('current')).stdout.trim(), one);
});

for (const mood of ['unready', 'open', 'deaf']) {
  test(`Goes back to the release before when the new one is ${mood}`, async t => {
    const { azure, release, keep } = await installation(t);
    const one = await keep('one', 'healthy');
    const two = await keep('two', mood);
    await release('roll-out', one);
    const { status, stderr } = await release('roll-out', two);
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`${two} was taken back; ${one} runs`));
    assert.equal(azure.deployed(), 'healthy');
    assert.equal((await release('current')).stdout.trim(), one);
  });
}

test('Says that somebody must look when the first release of all fails', async t => {
  const { release, keep } = await installation(t);
  const one = await keep('one', 'unready');
  const { status, stderr } = await release('roll-out', one);
  assert.match(stderr, /there is no earlier release to go back to/);
  assert.equal(status, 3);
  assert.equal((await release('current')).stdout.trim(), '');
});

test('Says that somebody must look when the earlier release fails as well', async t => {
  const { azure, release, keep, sour } = await installation(t);
  const one = await keep('one', 'healthy');
  await release('roll-out', one);
  sour.healthy = 'deaf';
  const two = await keep('two', 'unready');
  const { status, stderr } = await release('roll-out', two);
  assert.match(stderr, /one-[0-9a-f]{12} does not pass the gate either/);
  assert.equal(status, 3);
  assert.equal(azure.deployed(), 'healthy');
});

test('Goes back when the deployment itself fails', async t => {
  const { azure, env, release, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  const two = await keep('two', 'healthy');
  await release('roll-out', one);
  const { status, stderr } = await run('release.sh', ['roll-out', two], { ...env, AZ_FAILS: `${two}.zip --only-show-errors --output none` });
  assert.equal(status, 1, stderr);
  assert.equal(azure.blob('current'), one);
});

test('Deploys nothing when it cannot learn what runs now', async t => {
  const { azure, env, release, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  const two = await keep('two', 'deaf');
  await release('roll-out', one);
  const { status, stderr } = await run('release.sh', ['roll-out', two], { ...env, AZ_FAILS: 'blob exists' });
  assert.match(stderr, /the promoted release cannot be read; nothing was deployed/);
  assert.equal(status, 4);
  assert.equal(azure.deployed(), 'healthy');
});

test('Says that somebody must look when a good release cannot be promoted', async t => {
  const { env, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  const { status, stderr } = await run('release.sh', ['roll-out', one], { ...env, AZ_FAILS: 'blob upload' });
  assert.match(stderr, /one-[0-9a-f]{12} runs, but could not be promoted/);
  assert.equal(status, 3);
});

test('Does not deploy a package that changed since it was kept', async t => {
  const { azure, release, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  const two = await keep('two', 'healthy');
  await release('roll-out', one);
  azure.spoil(`${two}.zip`);
  const { status, stderr } = await release('roll-out', two);
  assert.match(stderr, /the package of two-[0-9a-f]{12} is not the one that was kept\n.*nothing was deployed/);
  assert.equal(status, 4);
  assert.equal(azure.deployed(), 'healthy');
});

test('Goes back by hand, to the promoted release or to any kept one', async t => {
  const { release, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  const two = await keep('two', 'healthy');
  await release('roll-out', one);
  await release('roll-out', two);
  assert.equal((await release('rollback')).status, 0);
  assert.equal((await release('current')).stdout.trim(), two);
  assert.equal((await release('back-to', one)).status, 0);
  assert.equal((await release('current')).stdout.trim(), one);
  assert.equal((await release('back-to', 'never-kept')).status, 4);
  assert.equal((await release('current')).stdout.trim(), one);
});

test('Does not deploy the promoted release again when another one cannot be taken', async t => {
  const { azure, release, keep } = await installation(t);
  await release('roll-out', await keep('one', 'healthy'));
  const { status, stderr } = await release('roll-out', 'never-kept');
  assert.match(stderr, /there is no package of never-kept\n.*nothing was deployed/);
  assert.equal(status, 4);
  assert.equal(azure.calls().match(/config-zip/g).length, 1);
});

test('Changes nothing by hand when it cannot learn what is promoted', async t => {
  const { azure, env, release, keep } = await installation(t);
  await release('roll-out', await keep('one', 'healthy'));
  const { status, stderr } = await run('release.sh', ['rollback'], { ...env, AZ_FAILS: 'blob exists' });
  assert.match(stderr, /the promoted release cannot be read; nothing was deployed/);
  assert.equal(status, 4);
  assert.equal(azure.calls().match(/config-zip/g).length, 1);
});

test('Keeps the promoted package when its commit is built again', async t => {
  const { azure, release, keep } = await installation(t);
  const first = await keep('commit', 'healthy');
  await release('roll-out', first);
  const second = await keep('commit', 'deaf');
  assert.notEqual(second, first);
  const { status, stderr } = await release('roll-out', second);
  assert.equal(status, 1, stderr);
  assert.equal(azure.deployed(), 'healthy');
  assert.equal((await release('current')).stdout.trim(), first);
});

const [earlier, later] = ['a'.repeat(40), 'b'.repeat(40)];

test('Judges the release that it deployed, forwards and back', async t => {
  const { azure, release, keep } = await installation(t);
  const one = await keep(earlier, `healthy ${earlier}`);
  const two = await keep(later, `deaf ${later}`);
  assert.equal((await release('roll-out', one)).status, 0);
  const { status, stderr } = await release('roll-out', two);
  assert.match(stderr, new RegExp(`ready as ${later}[^]*ready as ${earlier}`));
  assert.equal(status, 1);
  assert.equal(azure.deployed(), `healthy ${earlier}`);
});

test('Does not promote a release whose instances never answer', async t => {
  const { release, keep, cling } = await installation(t);
  const one = await keep(earlier, `healthy ${earlier}`);
  const two = await keep(later, `healthy ${later}`);
  assert.equal((await release('roll-out', one)).status, 0);
  cling(earlier);
  const { status, stderr } = await release('roll-out', two);
  assert.match(stderr, /0\.1\.0\+a{40} answers, not b{40}/);
  assert.equal(status, 1);
  assert.equal((await release('current')).stdout.trim(), one);
});

test('Signs in to storage, never with a key', async t => {
  const { azure, release, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  await release('roll-out', one);
  const storage = azure.calls().split('\n').filter(line => line.startsWith('storage'));
  assert.ok(storage.length >= 4);
  for (const line of storage) assert.match(line, /--auth-mode login --account-name archive --container-name releases/);
});

for (const given of [[], ['put', 'x.zip'], ['roll-out'], ['roll-out', '../x'], ['rollback', 'x'], ['unknown']]) {
  test(`Is wrong use: release.sh ${given.join(' ')}`, async () =>
    assert.equal((await run('release.sh', given, { ARCHIVE_NAME: 'a', RESOURCE_GROUP: 'r', APP_NAME: 'n', APP_URL: 'u' })).status, 2));
}

/** What is missing, and the sentence that says so. */
const forgotten = [
  [{ SMOKE_SEED: undefined }, /there is no way to make a signed ping; set BOT_TOKEN/],
  [{ BOT_APPLICATION_ID: undefined }, /SMOKE_PING=key needs BOT_APPLICATION_ID/],
  [{ SMOKE_READY_WITHIN: 'soon' }, /--ready-within, --steady and --pause are numbers/],
  [{ APP_URL: undefined }, /APP_URL is not set/],
  [{ RESOURCE_GROUP: '' }, /RESOURCE_GROUP is not set/],
  [{ ARCHIVE_NAME: undefined }, /ARCHIVE_NAME is not set/],
];

for (const [lack, sentence] of forgotten) {
  for (const verb of ['roll-out', 'rollback', 'back-to']) {
    test(`Deploys nothing with ${verb} when the gate could not judge it: ${JSON.stringify(lack)} ${Object.keys(lack)}`, async t => {
      const { azure, env, release, keep } = await installation(t);
      const one = await keep('one', 'healthy');
      const two = await keep('two', 'healthy');
      await release('roll-out', one);
      const { status, stderr } = await run('release.sh', [verb, ...(verb === 'rollback' ? [] : [two])], { ...env, ...lack });
      assert.match(stderr, sentence);
      assert.match(stderr, /nothing was deployed/);
      assert.equal(status, 4);
      assert.equal(azure.calls().match(/config-zip/g).length, 1);
    });
  }
}

test('Deploys nothing when Discord does not know the token', async t => {
  const { azure, env, release, keep } = await installation(t);
  const one = await keep('one', 'healthy');
  await release('roll-out', one);
  const { api } = await discord(t, keyPair());
  const { status, stderr } = await run('release.sh', ['rollback'], { ...env, BOT_TOKEN: 'of-yesterday', DISCORD_API: api });
  assert.match(stderr, /Discord answered 401[^]*nothing was deployed/);
  assert.equal(status, 4);
  assert.equal(azure.calls().match(/config-zip/g).length, 1);
});

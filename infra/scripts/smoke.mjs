#!/usr/bin/env node
// The gate of a deployment: is the bot ready, does it turn bad signatures away, does it answer a good one?
import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Discord, Refused } from './discord.mjs';

const HELP = `smoke.mjs --url <https://host>
    --check              only looks whether all is set that the gate needs, and whether Discord knows the token; asks the bot nothing
    --ready-within <s>   how long the bot may take to be ready (SMOKE_READY_WITHIN, else 240). Longer when a release builds an index over much data:
                         it is not ready before that is done
    --steady <n>         ready answers in a row that count as ready (3): while an instance gives way to the next, one answer may be the old one's
    --pause <s>          between two attempts (SMOKE_PAUSE, else 3)
    --release <commit>   only answers of the release that was built from this commit count as ready: for a while the one before answers as well

How the signed ping is made (environment SMOKE_PING):
    discord   Discord makes it: the interactions endpoint URL is set, and Discord only accepts a URL that answers a signed ping
              and refuses a badly signed one. Needs BOT_TOKEN. This is the only true one: nobody but Discord has the private key.
    key       this script makes it, with the 32-byte seed in SMOKE_SEED (64 hex digits) for the application BOT_APPLICATION_ID.
              For a bot whose key pair is ours, such as a local one (development.json in its data folder has both).
    none      no signed ping.
Default: discord when BOT_TOKEN is set, else key when SMOKE_SEED is set; with neither, SMOKE_PING=none has to be said.

Exit status: 0 passed, 1 failed, 2 wrong use.`;

/** A check that did not hold; the message is a sentence. */
export class Failed extends Error {}

// Nobody's: it must be turned away before anyone reads it.
const UNSIGNED = '{"type":1}';

export async function ready(url, { within, steady, wait, release }) {
  const until = Date.now() + within * 1000;
  let inARow = 0;
  let last = 'nothing answered';
  for (;;) {
    last = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(10_000), redirect: 'manual' })
      .then(async answer => (await answer.body?.cancel(), wrongWith(answer, release)), failure => failure.cause?.code ?? failure.message);
    inARow = last === '' ? inARow + 1 : 0;
    if (inARow >= steady) return;
    if (Date.now() + wait * 1000 > until) throw new Failed(`the bot was not ready within ${within} s: ${last || 'not steady'}`);
    await pause(wait * 1000);
  }
}

/** The header is the version and, behind a plus, the commit. */
function wrongWith(answer, release) {
  if (answer.status !== 200) return `status ${answer.status}`;
  const told = answer.headers.get('Flippy-Release') ?? '';
  return !release || told.split('+')[1] === release ? '' : `${told || 'an unnamed release'} answers, not ${release}`;
}

export async function turnsAway(url) {
  const now = Math.floor(Date.now() / 1000).toString();
  const wrong = { 'X-Signature-Ed25519': randomBytes(64).toString('hex'), 'X-Signature-Timestamp': now };
  for (const [what, headers] of [['an unsigned request', {}], ['a badly signed request', wrong]]) {
    const { status } = await post(url, UNSIGNED, headers);
    if (status !== 401) throw new Failed(`${what} was answered with ${status}, not 401: Discord would take the endpoint off the application`);
  }
}

/** A ping with everything that Discord sends in one: the bot reads it as strictly as any interaction. */
export async function pingWithKey(url, applicationId, seed) {
  // What stands before a raw Ed25519 seed in PKCS#8.
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' });
  const ping = JSON.stringify({ id: applicationId, application_id: applicationId, type: 1, token: 'smoke', version: 1 });
  const timestamp = Math.floor(Date.now() / 1000).toString();
  const signature = sign(null, Buffer.from(timestamp + ping), key).toString('hex');
  const { status, body } = await post(url, ping, { 'X-Signature-Ed25519': signature, 'X-Signature-Timestamp': timestamp });
  if (status !== 200 || body?.type !== 1) throw new Failed(`a signed ping was answered with ${status} ${JSON.stringify(body)}, not with a pong`);
}

/**
 * Discord sends its ping when the URL changes. The endpoint has two addresses, with and without the application's id: the one that is not set now is taken.
 * A cold start beyond three seconds looks like a wrong answer, so it is asked several times.
 */
export async function pingThroughDiscord(url, discord, { attempts = 4, wait, publicKey }) {
  const application = await applicationOf(discord, publicKey);
  const plain = `${url}/api/interactions`;
  const next = application.interactions_endpoint_url === plain ? `${plain}/${application.id}` : plain;
  for (let attempt = 1; ; attempt++) {
    try {
      const saved = await discord.call('PATCH', '/applications/@me', { interactions_endpoint_url: next });
      if (saved.interactions_endpoint_url !== next) throw new Failed(`Discord kept ${saved.interactions_endpoint_url} as endpoint, not ${next}`);
      return next;
    } catch (failure) {
      if (!(failure instanceof Refused && failure.status === 400)) throw failure;
      if (attempt === attempts) throw new Failed(`Discord's signed ping to ${next} was not answered well: ${failure.message}`);
      await pause(wait * 1000);
    }
  }
}

/** Before anything is deployed: what cannot become right by itself. A Discord that is away or slow may be back when the gate asks. */
export async function knownToDiscord(discord, publicKey) {
  try {
    await applicationOf(discord, publicKey);
  } catch (failure) {
    if (failure instanceof Failed || failure.status === 401 || failure.status === 403) throw failure;
    if (!(failure instanceof Refused)) throw failure;
  }
}

async function applicationOf(discord, publicKey) {
  const application = await discord.call('GET', '/applications/@me');
  if (publicKey && application.verify_key !== publicKey.toLowerCase()) throw new Failed('BOT_PUBLIC_KEY is not the key of the application that BOT_TOKEN belongs to');
  return application;
}

async function post(url, text, headers) {
  const answer = await fetch(`${url}/api/interactions`, {
    method: 'POST', body: text, headers: { 'Content-Type': 'application/json', ...headers }, signal: AbortSignal.timeout(10_000), redirect: 'manual',
  }).catch(failure => { throw new Failed(`the endpoint cannot be reached: ${failure.cause?.code ?? failure.message}`); });
  const said = await answer.text();
  try { return { status: answer.status, body: JSON.parse(said) }; } catch { return { status: answer.status, body: said }; }
}

function wrongUse(sentence) {
  console.error(`smoke.mjs: ${sentence}\n\n${HELP}`);
  process.exit(2);
}

function options() {
  try {
    const { values } = parseArgs({ options: {
      url: { type: 'string' }, 'ready-within': { type: 'string', default: process.env.SMOKE_READY_WITHIN || '240' }, steady: { type: 'string', default: '3' },
      pause: { type: 'string', default: process.env.SMOKE_PAUSE || '3' },
      release: { type: 'string' }, check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
    } });
    if (values.help) { console.log(HELP); process.exit(0); }
    if (!values.url || !URL.canParse(values.url)) wrongUse('--url is the address of the bot');
    const [within, steady, wait] = [values['ready-within'], values.steady, values.pause].map(Number);
    if (![within, steady, wait].every(number => number >= 0)) wrongUse('--ready-within, --steady and --pause are numbers');
    if (values.release !== undefined && !/^[0-9a-f]{40}$/.test(values.release)) wrongUse('--release is a commit, 40 hex digits');
    return { url: values.url.replace(/\/+$/, ''), within, steady, wait, release: values.release, check: values.check };
  } catch (failure) {
    return wrongUse(failure.message);
  }
}

async function main() {
  const { url, within, steady, wait, release, check } = options();
  const { BOT_TOKEN, BOT_PUBLIC_KEY, BOT_APPLICATION_ID, SMOKE_SEED, DISCORD_API } = process.env;
  const ping = process.env.SMOKE_PING || (BOT_TOKEN ? 'discord' : SMOKE_SEED ? 'key' : '');
  if (!['discord', 'key', 'none'].includes(ping)) wrongUse('there is no way to make a signed ping; set BOT_TOKEN, or SMOKE_SEED, or SMOKE_PING=none');
  if (ping === 'discord' && !BOT_TOKEN) wrongUse('SMOKE_PING=discord needs BOT_TOKEN');
  if (ping === 'key' && !/^[0-9a-f]{64}$/i.test(SMOKE_SEED ?? '')) wrongUse('SMOKE_PING=key needs SMOKE_SEED, 64 hex digits');
  if (ping === 'key' && !/^\d{17,20}$/.test(BOT_APPLICATION_ID ?? '')) wrongUse('SMOKE_PING=key needs BOT_APPLICATION_ID');

  if (check) {
    if (ping === 'discord') await knownToDiscord(new Discord(BOT_TOKEN, DISCORD_API), BOT_PUBLIC_KEY);
    return;
  }

  const say = sentence => console.log(`ok  ${sentence}`);
  await ready(url, { within, steady, wait, release });
  say(`the bot is ready${release ? ` as ${release}` : ''}: its store is open, so migrations are done`);
  await turnsAway(url);
  say('unsigned and badly signed requests get 401');
  if (ping === 'key') { await pingWithKey(url, BOT_APPLICATION_ID, Buffer.from(SMOKE_SEED, 'hex')); say('a signed ping gets a pong'); }
  else if (ping === 'discord') say(`Discord's own signed ping gets a pong at ${await pingThroughDiscord(url, new Discord(BOT_TOKEN, DISCORD_API), { wait, publicKey: BOT_PUBLIC_KEY })}`);
  else say('no signed ping was asked for');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main().catch(failure => {
    if (!(failure instanceof Failed || failure instanceof Refused)) throw failure;
    console.error(`FAILED  ${failure.message}`);
    process.exitCode = 1;
  });
}

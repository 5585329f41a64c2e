// Pretended peers of a deployment: Discord, the bot behind its endpoint, and az. All on loopback, all in one folder of their own.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** The application that all tests play. */
export const APPLICATION = '123456789012345678';

export const scripts = path.resolve(import.meta.dirname, '../../infra/scripts');

/** A folder that is gone after the test. */
export function folder(t) {
  const made = mkdtempSync(path.join(os.tmpdir(), 'flippy-infra-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function listen(t, handle) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => handle(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  t.after(() => new Promise(done => { server.close(done); server.closeAllConnections(); }));
  return `http://127.0.0.1:${server.address().port}`;
}

function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

/** A key pair as Discord has one: the seed and the public key in hex. */
export function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    seed: privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('hex'),
    public: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
  };
}

const spki = hex => createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });
const pkcs8 = hex => createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(hex, 'hex')]), format: 'der', type: 'pkcs8' });

/**
 * The bot, reduced to what a gate looks at. `mood()` says how it behaves now: healthy, unready (503), open (takes any signature),
 * deaf (no pong), late (ready from the third look on). `release(look)` is the commit that it says it was built from, at each look at its health.
 */
export async function bot(t, publicKey, mood = () => 'healthy', release = () => undefined) {
  let looks = 0;
  const heard = { pings: 0 };
  const url = await listen(t, (request, body, response) => {
    if (request.url === '/api/health/ready') {
      looks++;
      const commit = release(looks);
      if (commit) response.setHeader('Flippy-Release', `0.1.0+${commit}`);
      return answer(response, mood() === 'unready' || (mood() === 'late' && looks < 3) ? 503 : 200);
    }
    if (!/^\/api\/interactions(\/\d+)?$/.test(request.url) || request.method !== 'POST') return answer(response, 404);
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
    const good = /^[0-9a-f]{128}$/.test(signature ?? '') && verify(null, Buffer.from(timestamp + body), spki(publicKey), Buffer.from(signature, 'hex'));
    if (!good && mood() !== 'open') return answer(response, 401);
    // The real one reads a ping as strictly as any interaction.
    if (mood() !== 'open' && JSON.parse(body).application_id !== APPLICATION) return answer(response, 400);
    heard.pings++;
    return answer(response, 200, mood() === 'deaf' ? { type: 4 } : { type: JSON.parse(body).type });
  });
  return { url, heard };
}

/** Discord: keeps one application and its commands, and validates an endpoint URL as Discord does when it changes, with a good and a bad signature. */
export async function discord(t, keys, { token = 'token-of-the-test', id = APPLICATION, limited = 0 } = {}) {
  const application = { id, verify_key: keys.public, interactions_endpoint_url: null };
  const registered = {};
  const seen = [];
  const api = await listen(t, async (request, body, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.headers.authorization !== `Bot ${token}`) return answer(response, 401, { message: '401: Unauthorized', code: 0 });
    if (limited-- > 0) {
      response.setHeader('Retry-After', '0.01');
      return answer(response, 429, { message: 'You are being rate limited.', retry_after: 0.01 });
    }
    if (request.method === 'GET' && request.url === '/applications/@me') return answer(response, 200, application);
    if (request.method === 'PATCH' && request.url === '/applications/@me') {
      const next = JSON.parse(body).interactions_endpoint_url;
      if (next !== application.interactions_endpoint_url && !await validates(next, id, keys.seed)) {
        return answer(response, 400, { code: 50035, errors: { interactions_endpoint_url: { _errors: [{ code: 'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID' }] } } });
      }
      application.interactions_endpoint_url = next;
      return answer(response, 200, application);
    }
    if (request.method === 'PUT' && /^\/applications\/\d+(\/guilds\/\d+)?\/commands$/.test(request.url)) {
      registered[request.url] = JSON.parse(body);
      return answer(response, 200, registered[request.url].map((command, i) => ({ id: String(i), ...command })));
    }
    return answer(response, 404, { message: '404: Not Found', code: 0 });
  });
  return { api, token, application, registered, seen };
}

async function validates(url, id, seed) {
  const body = JSON.stringify({ id: '1', application_id: id, type: 1, token: 't', version: 1 });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const post = signature => fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json', 'X-Signature-Ed25519': signature, 'X-Signature-Timestamp': timestamp } })
    .then(async reply => ({ status: reply.status, type: (await reply.json().catch(() => ({}))).type }), () => ({ status: 0 }));
  const good = await post(sign(null, Buffer.from(timestamp + body), pkcs8(seed)).toString('hex'));
  const bad = await post('0'.repeat(128));
  return good.status === 200 && good.type === 1 && bad.status === 401;
}

/** `az` on the PATH: blobs are files, a deployment copies the package, everything is written down. `AZ_FAILS` names a verb that fails. */
export function az(where) {
  const bin = path.join(where, 'bin');
  mkdirSync(bin);
  mkdirSync(path.join(where, 'blobs'));
  const file = path.join(bin, 'az');
  writeFileSync(file, `#!/usr/bin/env bash
set -euo pipefail
printf '%s\\n' "$*" >>"${where}/az.log"
line="$*"
value() { local name=$1; shift; while (($# > 0)); do if [[ $1 == "$name" ]]; then printf '%s' "$2"; return; fi; shift; done; }
name=$(value --name "$@") source=$(value --file "$@")
if [[ -n \${AZ_FAILS:-} && $line == *"$AZ_FAILS"* ]]; then echo "ERROR: pretended" >&2; exit 1; fi
case "$1 $2 \${3:-}" in
'storage blob upload') cp "$source" "${where}/blobs/$name"; value --metadata "$@" | sed 's/^sha256=//' >"${where}/blobs/$name.sha" ;;
'storage blob download') [[ -f "${where}/blobs/$name" ]] || { echo 'ERROR: BlobNotFound' >&2; exit 3; }; cp "${where}/blobs/$name" "$source" ;;
'storage blob exists') [[ -f "${where}/blobs/$name" ]] && echo true || echo false ;;
'storage blob show') [[ -f "${where}/blobs/$name.sha" ]] || { echo 'ERROR: BlobNotFound' >&2; exit 3; }; cat "${where}/blobs/$name.sha" ;;
'functionapp deployment source') cp "$(value --src "$@")" "${where}/deployed" ;;
'rest --method put') ;;
*) echo "az $line is not pretended" >&2; exit 64 ;;
esac
`);
  chmodSync(file, 0o755);
  return {
    path: `${bin}${path.delimiter}${process.env.PATH}`,
    deployed: () => (existsSync(path.join(where, 'deployed')) ? readFileSync(path.join(where, 'deployed'), 'utf8').trim() : ''),
    blob: name => (existsSync(path.join(where, 'blobs', name)) ? readFileSync(path.join(where, 'blobs', name), 'utf8').trim() : null),
    spoil: name => writeFileSync(path.join(where, 'blobs', name), 'spoiled'),
    calls: () => (existsSync(path.join(where, 'az.log')) ? readFileSync(path.join(where, 'az.log'), 'utf8') : ''),
  };
}

/** Runs one of infra/scripts to its end. Only what is given, and what any shell has, is in its environment. */
export function run(script, given = [], env = {}) {
  const command = script.endsWith('.mjs') ? [process.execPath, path.join(scripts, script)] : ['bash', path.join(scripts, script)];
  const child = spawn(command[0], [...command.slice(1), ...given], { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', text => { out.stdout += text; });
  child.stderr.on('data', text => { out.stderr += text; });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', status => done({ status, ...out }));
  });
}

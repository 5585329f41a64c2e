// How fast the published head is on this machine: first signed PONG, `flippy load` for each kind of command, memory. Needs the .NET 10 SDK, Node 20, Linux.
// node tests/Load/measure.mjs [starts=7] [seconds=5]       What the numbers mean stands in docs/performance.md.
import { spawn, execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = new URL('../..', import.meta.url).pathname;
const published = join(root, 'artifacts/load');
const flippy = join(published, 'flippy');
const [starts, seconds] = [Number(process.argv[2] ?? 7), Number(process.argv[3] ?? 5)];

execFileSync('dotnet', ['publish', 'src/Local', '-c', 'Release', '-r', 'linux-x64', '-o', published, '-v', 'quiet', '--nologo'], { cwd: root, stdio: 'inherit' });

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

/** Starts the head on an empty folder. */
async function serve() {
  const [port, data] = [await freePort(), mkdtempSync(join(tmpdir(), 'flippy-load-'))];
  const began = performance.now();
  const child = spawn(flippy, ['serve', '--port', String(port), '--data', data], { stdio: 'ignore' });
  await firstPong(port, join(data, 'development.json'));
  return { port, data, child, milliseconds: performance.now() - began };
}

async function end({ child, data }) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true });
}

/** Plays Discord with the folder's development key, as soon as there is one, until a ping is answered. */
async function firstPong(port, keys) {
  for (let wait = 0; wait < 5000; wait++) {
    if (existsSync(keys)) {
      const { applicationId, privateSeed } = JSON.parse(readFileSync(keys));
      const pkcs8 = Buffer.from(`302e020100300506032b657004220420${privateSeed}`, 'hex');
      const answer = await post(port, { id: '1300000000000000001', application_id: applicationId, type: 1, token: 'ping', version: 1 }, createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
      if (answer === '{"type":1}') return;
    }
    await pause(2);
  }
  throw new Error('No PONG within ten seconds.');
}

const post = (port, interaction, key) => new Promise((resolve) => {
  const [body, timestamp] = [JSON.stringify(interaction), String(Math.floor(Date.now() / 1000))];
  const headers = { 'content-type': 'application/json', 'x-signature-timestamp': timestamp, 'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), key).toString('hex') };
  const request = http.request({ port, host: '127.0.0.1', method: 'POST', path: '/api/interactions', headers }, (response) => {
    let text = '';
    response.on('data', (part) => { text += part; }).on('end', () => resolve(text));
  });
  request.on('error', () => resolve(null)).end(body);
});

const memory = (child) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024);

const times = [];
for (let start = 0; start < starts; start++) {
  const server = await serve();
  times.push(Math.round(server.milliseconds));
  await end(server);
}
console.log(`first signed PONG  ${times.toSorted((a, b) => a - b)[times.length >> 1]} ms, the median of ${times.join(' ')}`);

const server = await serve();
const load = (command, length) => execFileSync(
  flippy, ['load', '--rate', '0', '--seconds', String(length), '--users', '20000', '--connections', '32', '--command', command, '--data', server.data, '--url', `http://127.0.0.1:${server.port}`], { encoding: 'utf8' });
for (const command of ['/about', '/ping', '/flip']) {
  load(command, 2);
  const lines = load(command, seconds).trim().split('\n');
  const summary = lines.slice(lines.findIndex((line) => line.includes(' answers in ')));
  console.log(`${command.padEnd(8)} ${summary.join('; ')}; ${memory(server.child)} MB`);
}
await end(server);

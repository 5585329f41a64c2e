// What one run of tests came to: the failures in full, then "P passed, F failed, S skipped".
//   node results.mjs <folder with .trx and output.log> <exit status of dotnet test> [filtered]
//   node results.mjs --node <test file>
//   node results.mjs --vitest <folder of a package>
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [first, second, filtered] = process.argv.slice(2);
const { passed, failed, skipped } = first === '--node' ? nodeTests(second) : first === '--vitest' ? vitestTests(second) : dotnetTests(first, Number(second), filtered === 'filtered');
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);

function dotnetTests(folder, status, some) {
  const sum = { passed: 0, failed: 0, skipped: 0, reasons: new Map() };
  for (const file of readdirSync(folder).filter(name => name.endsWith('.trx'))) addTrx(readFileSync(path.join(folder, file), 'utf8'), running(folder), path.join(folder, 'output.log'), sum);
  for (const [reason, names] of sum.reasons) print('SKIPPED', reason, names.join('\n'));
  const nothing = sum.passed + sum.failed + sum.skipped === 0;
  if (status !== 0 && sum.failed === 0) blame('the run ended without saying which test failed', tail(path.join(folder, 'output.log')), sum);
  else if (nothing && !some) blame('the project ran no tests', '', sum);
  return sum;
}

/** The file Visual Studio's test platform writes: one UnitTestResult per test, and the run's own errors (a crash, a hang) in RunInfo. */
function addTrx(trx, unfinished, log, sum) {
  for (const [, attributes, body] of trx.matchAll(/<UnitTestResult\b([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const outcome = attribute(attributes, 'outcome');
    if (outcome === 'Passed') sum.passed++;
    else if (outcome === 'NotExecuted') skip(attribute(attributes, 'testName'), element(body, 'Message').trim() || 'without a reason', sum);
    else blame(attribute(attributes, 'testName'), [element(body, 'Message'), element(body, 'StackTrace')].join('\n'), sum);
  }
  // Beside each failed test stands a line "[FAIL]" here; what is not a test's failure is the run's own.
  for (const [, body] of trx.matchAll(/<RunInfo\b[^>]*outcome="Error"[^>]*>([\s\S]*?)<\/RunInfo>/g)) {
    const text = element(body, 'Text').trim();
    if (/^\[xUnit\.net /.test(text) && !/(Cleanup Failure|Catastrophic)/i.test(text)) continue;
    const hang = /The specified inactivity time of [^.]*elapsed\./.exec(trx)?.[0] ?? '';
    blame('the run as a whole', [...unfinished, hang, brief(text), `more in ${log}`].join('\n'), sum);
  }
}

/** The tests that were running when a run broke off, as the blame collector wrote them down. */
function running(folder) {
  const names = readdirSync(folder, { recursive: true })
    .filter(file => /Sequence_\w+\.xml$/.test(file))
    .flatMap(file => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/DisplayName="([^"]*)"[^>]*Completed="False"/g)])
    .map(([, name]) => `was running: ${plain(name)}`);
  return [...new Set(names)];
}

/** The start of a crash's stack, without the names of assemblies. */
function brief(text) {
  return text.split('\n').slice(0, 12).map(line => line.slice(0, 160)).join('\n');
}

function nodeTests(file) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { encoding: 'utf8' });
  const count = name => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(stdout)?.[1] ?? 0);
  const sum = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
  for (const [, name, details] of stdout.matchAll(/^ *not ok \d+ - (.*)\n([\s\S]*?)(?=^ *(?:# |ok |not ok |\d+\.\.))/gm)) print('FAILED', name, details);
  if (status !== 0 && sum.failed === 0) blame(`${file} did not run`, stderr || stdout, sum);
  return sum;
}

/** One test file that could not even be loaded counts as one failure. */
function vitestTests(folder) {
  const { stdout, stderr, status } = spawnSync('npx', ['--no', 'vitest', 'run', '--reporter=json'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const { testResults = [] } = /^\{.*$/m.test(stdout) ? JSON.parse(/^\{.*$/m.exec(stdout)[0]) : {};
  for (const { name, message, status: ended, assertionResults } of testResults) {
    for (const { status: outcome, fullName, failureMessages } of assertionResults) {
      if (outcome === 'passed') sum.passed++;
      else if (outcome === 'failed') blame(fullName, failureMessages.join('\n'), sum);
      else sum.skipped++;
    }
    if (ended === 'failed' && !assertionResults.some(each => each.status === 'failed')) blame(name, message, sum);
  }
  if (sum.failed === 0 && (status !== 0 || sum.passed === 0)) blame(`Vitest in ${folder} did not run`, stderr || stdout, sum);
  return sum;
}

function skip(name, reason, sum) {
  sum.skipped++;
  sum.reasons.set(reason, [...(sum.reasons.get(reason) ?? []), name]);
}

function blame(name, details, sum) {
  sum.failed++;
  print('FAILED', name, details);
}

function print(outcome, name, details) {
  console.log(`  ${outcome} ${name}`);
  for (const line of details.trim().split('\n').filter(text => text.trim().length > 0)) console.log(`    ${line.trimEnd()}`);
}

function tail(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-25).join('\n') : '';
}

function attribute(text, name) {
  return plain(new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? '');
}

function element(text, name) {
  return plain(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(text ?? '')?.[1] ?? '');
}

function plain(text) {
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, digits) => String.fromCodePoint(parseInt(digits, hex ? 16 : 10)))
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

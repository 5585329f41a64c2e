// Checks infra/bicep with what this machine has, prints the findings and "P passed, F failed": one per file.
//   node tests/Infra/bicep.mjs <scratch folder>
// 1. an offline checker: its check.mjs is named by FLIPPY_BICEP_CHECK, or lies in a sibling folder of this repository
// 2. the compiler: bicep, or az with its bicep extension
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'infra/bicep');
const scratch = path.resolve(process.argv[2] ?? path.join(root, 'artifacts/bicep'));
const files = readdirSync(folder, { recursive: true }).filter(file => /\.(bicep|bicepparam)$/.test(file)).sort();

const report = withChecker() ?? withCompiler() ?? unchecked();
for (const line of report.findings) console.log(line);
console.log(`${report.passed} passed, ${report.failed} failed`);

function withChecker() {
  const named = process.env.FLIPPY_BICEP_CHECK;
  const checker = named ?? path.join(root, '../shared/tools/bicep-check/check.mjs');
  if (!existsSync(checker)) return named ? broken(`FLIPPY_BICEP_CHECK names ${named}, which is not there`) : null;
  const ready = prepared(path.dirname(path.resolve(checker)));
  if (!ready) return broken('the packages of the Bicep checker cannot be installed');
  const run = spawnSync(process.execPath, [path.join(ready, path.basename(checker)), '--format', 'json', folder], { encoding: 'utf8' });
  let findings;
  try { findings = JSON.parse(run.stdout).findings; } catch { return broken(`the Bicep checker gave no result: ${run.stderr.trim().slice(0, 400)}`); }
  const bad = new Set(findings.filter(finding => finding.severity === 'error').map(finding => path.resolve(finding.path)));
  if (run.status !== 0 && bad.size === 0) return broken(`the Bicep checker ended with ${run.status}: ${run.stderr.trim().slice(0, 400)}`);
  return {
    findings: findings.map(({ path: file, line, column, severity, rule, message }) => `  ${severity === 'error' ? 'FAILED' : 'warning'} ${path.relative(root, path.resolve(file))}:${line}:${column} ${rule}: ${message}`),
    passed: files.length - bad.size, failed: bad.size,
  };
}

/** The checker's folder if its packages are there, else a copy of it with its packages: the folder may be somebody else's. */
function prepared(tool) {
  if (existsSync(path.join(tool, 'node_modules'))) return tool;
  const copy = path.join(scratch, 'checker');
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(tool)) cpSync(path.join(tool, name), path.join(copy, name), { recursive: true, mode: 0, force: true });
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: copy, encoding: 'utf8' });
  return install.status === 0 ? copy : null;
}

function withCompiler() {
  const compiler = [['bicep'], ['az', 'bicep']].find(command => spawnSync(command[0], [...command.slice(1), command[0] === 'az' ? 'version' : '--version']).status === 0);
  if (!compiler) return null;
  // Parameter files take these from the environment; any value of the right form will do for compiling.
  const env = { BOT_APPLICATION_ID: '100000000000000000', BOT_PUBLIC_KEY: '0'.repeat(64), DATABASE_PASSWORD: 'not-a-real-password', ALERT_CONTACTS: 'nobody@example.org', BUDGET_START: '2026-01-01', ...process.env };
  const report = { findings: [], passed: 0, failed: 0 };
  for (const file of files) {
    const verb = file.endsWith('.bicep') ? 'build' : 'build-params';
    const source = path.join(folder, file);
    const run = spawnSync(compiler[0], [...compiler.slice(1), verb, ...(compiler[0] === 'az' ? ['--file', source] : [source]), '--stdout'], { encoding: 'utf8', env });
    report[run.status === 0 ? 'passed' : 'failed']++;
    for (const line of run.stderr.split('\n').filter(text => text.trim())) report.findings.push(`  ${run.status === 0 ? 'note' : 'FAILED'} ${line.trim()}`);
  }
  return report;
}

function broken(sentence) {
  return { findings: [`  FAILED ${sentence}`], passed: 0, failed: 1 };
}

function unchecked() {
  return { findings: ['  Bicep was not checked: there is neither a checker (FLIPPY_BICEP_CHECK) nor bicep nor az on this machine.'], passed: 0, failed: 0 };
}

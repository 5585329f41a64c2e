// Line coverage over the cobertura files of all test projects: a line counts as covered if any run covers it.
//   node coverage.mjs <folder> <least per cent>
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [folder, least] = process.argv.slice(2);
const files = new Map();
for (const report of readdirSync(folder, { recursive: true }).filter(name => name.endsWith('coverage.cobertura.xml')))
  add(readFileSync(path.join(folder, report), 'utf8'));

const lines = [...files.values()].flatMap(hits => [...hits.values()]);
const covered = lines.filter(Boolean).length;
const percent = lines.length === 0 ? 0 : (100 * covered) / lines.length;
console.log(`    ${percent.toFixed(1)} % (${covered} of ${lines.length} lines)`);

if (percent < Number(least)) {
  const missing = [...files].map(([file, hits]) => [file, [...hits.values()].filter(hit => !hit).length]).filter(([, count]) => count > 0);
  for (const [file, count] of missing.sort(([, one], [, other]) => other - one).slice(0, 10)) console.log(`    ${String(count).padStart(5)} lines not covered in ${file}`);
  process.exitCode = 1;
}

/** Each report names its files from its own root: what follows src/ is the same in all. */
function add(xml) {
  const root = /<source>([^<]*)<\/source>/.exec(xml)?.[1] ?? '';
  for (const [, attributes, body] of xml.matchAll(/<class\b([^>]*)>([\s\S]*?)<\/class>/g)) {
    const full = path.posix.join(root, /filename="([^"]*)"/.exec(attributes)[1]);
    const file = full.slice(full.lastIndexOf('src/'));
    const hits = files.get(file) ?? new Map();
    for (const [, number, count] of body.matchAll(/<line number="(\d+)" hits="(\d+)"/g)) hits.set(number, hits.get(number) || Number(count) > 0);
    files.set(file, hits);
  }
}

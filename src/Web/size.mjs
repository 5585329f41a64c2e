// Fails when what a browser must load before a page lives is larger than its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 300_000;
const verifierBudget = 16_000;
const page = new URL('./dist/sandbox/index.html', import.meta.url);

const gzipped = (file) => gzipSync(readFileSync(file)).length;
const assetsNamedBy = (text) => [...text.matchAll(/\/sandbox\/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name]) => name);

const waiting = assetsNamedBy(readFileSync(page, 'utf8'));
const sizes = new Map([['index.html', gzipped(page)]]);
for (let name = waiting.pop(); name; name = waiting.pop()) {
  if (sizes.has(name)) continue;
  const file = new URL(`assets/${name}`, page);
  sizes.set(name, gzipped(file));
  // Only what is imported at once; what is imported later is not part of the first load.
  if (name.endsWith('.js')) waiting.push(...[...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(([, next]) => next));
}

const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
for (const [name, size] of sizes) console.log(`${String(size).padStart(8)}  ${name}`);
console.log(`${String(total).padStart(8)}  first load, gzipped; the budget is ${budget}`);

const verifier = gzipped(new URL('./dist/verifier/index.html', import.meta.url));
console.log(`${String(verifier).padStart(8)}  the verifier, gzipped; the budget is ${verifierBudget}`);
if (sizes.size < 2 || total > budget || verifier > verifierBudget) process.exit(1);

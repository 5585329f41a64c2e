#!/usr/bin/env node
// Judges what the tests recorded: every payload this product would have sent to Discord. `node judge.mjs [folder]`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { checkAutocomplete } from './rules/autocomplete.mjs';
import { checkChannelMessage, checkDeferral, checkFollowUp, checkMessage, checkOpen } from './rules/message.mjs';
import { checkModal } from './rules/modal.mjs';
import { checkRegistration } from './rules/registration.mjs';
import { fit } from './schema.mjs';

const KINDS = { 1: 'pong', 4: 'message', 5: 'deferred message', 6: 'deferred update', 7: 'update', 8: 'autocomplete', 9: 'modal' };

/** All that is wrong with one payload: [{ rule, path, message }]; the path is a list of keys and indices. */
export function judge(schema, payload) {
  let found;
  try {
    found = fit(schema, payload);
  } catch (unknown) {
    return [{ rule: 'unknown', path: [], message: unknown.message }];
  }
  try {
    applyRules(schema, payload, (rule, at, message) => found.push({ rule, path: at, message }));
  } catch (misshapen) {
    // The rules read what the schema has let through; what it refused may have any shape.
    if (found.length === 0) throw misshapen;
  }
  return found;
}

function applyRules(schema, payload, report) {
  if (schema === 'registration') checkRegistration(payload, report);
  else if (schema === 'edit') checkMessage(payload, [], false, report);
  else if (schema === 'followup') checkFollowUp(payload, report);
  else if (schema === 'message') checkChannelMessage(payload, report);
  else if (schema === 'webhook') checkOpen(payload, report);
  else if (payload.type === 4 || payload.type === 7) checkMessage(payload.data ?? {}, ['data'], payload.type === 4, report);
  else if (payload.type === 5 || payload.type === 6) checkDeferral(payload, report);
  else if (payload.type === 8) checkAutocomplete(payload.data, report);
  else if (payload.type === 9) checkModal(payload.data, report);
}

/** Judges the lines of all .ndjson files of a folder: the number of payloads per kind, and the violations without repeats. */
export function judgeFolder(folder) {
  const kinds = new Map();
  const violations = new Map();
  const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.ndjson')).sort() : [];
  for (const file of files)
    readFileSync(path.join(folder, file), 'utf8').split('\n').forEach((line, index) => {
      if (line.trim().length > 0) judgeLine(line, `${file}:${index + 1}`, kinds, violations);
    });
  return { kinds, violations: [...violations.values()] };
}

function judgeLine(line, place, kinds, violations) {
  const { kind, source, found } = read(line, place);
  const tally = kinds.get(kind) ?? { judged: 0, refused: 0 };
  kinds.set(kind, { judged: tally.judged + 1, refused: tally.refused + (found.length > 0 ? 1 : 0) });
  for (const { rule, path: at, message } of found) {
    const key = JSON.stringify([kind, rule, at, message]);
    const seen = violations.get(key) ?? { kind, rule, path: at, message, sources: new Set() };
    seen.sources.add(source);
    violations.set(key, seen);
  }
}

function read(line, place) {
  try {
    const { schema, source, payload } = JSON.parse(line);
    const kind = schema === 'reply' ? `reply ${payload?.type} ${KINDS[payload?.type] ?? 'unknown'}` : String(schema);
    return { kind, source: source || place, found: judge(schema, payload) };
  } catch (broken) {
    return { kind: 'unreadable', source: place, found: [{ rule: 'unreadable', path: [], message: broken.message }] };
  }
}

export function printPath(keys) {
  return keys.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : `${text}.${key}`), '$');
}

function main(folder) {
  const { kinds, violations } = judgeFolder(folder);
  for (const [kind, { judged, refused }] of [...kinds].sort(([one], [other]) => one.localeCompare(other)))
    console.log(`  ${kind.padEnd(28)}${String(judged).padStart(6)} judged${refused > 0 ? `, ${refused} refused` : ''}`);
  for (const { kind, rule, path: at, message, sources } of violations) {
    const [first, ...others] = sources;
    console.log(`  ${rule}: ${kind} ${printPath(at)}: ${message}\n    from ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`);
  }
  if (kinds.size === 0) console.log(`  no payloads in ${folder}: the tests record none, so nothing was judged`);
  const tallies = [...kinds.values()];
  const failed = kinds.size === 0 ? 1 : tallies.filter(tally => tally.refused > 0).length;
  console.log(`judge: ${tallies.filter(tally => tally.refused === 0).length} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1]))
  main(process.argv[2] ?? fileURLToPath(new URL('../../artifacts/payloads', import.meta.url)));

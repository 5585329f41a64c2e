import { expect, test } from 'vitest';
import { matching, mayUse, runnables, typedOut } from './commands.ts';
import { localised } from './locales.ts';
import type { ApplicationCommand } from './discord.ts';
import type { Place } from './world.ts';

const command = (name: string, more: Partial<ApplicationCommand> = {}): ApplicationCommand => ({
  id: name,
  name,
  description: `Does ${name}`,
  ...more,
});
const inServer = (permissions = '0'): Place => ({
  channel: { id: '1', name: 'general', type: 0 },
  server: { id: '10', name: 'Cove', permissions, channels: [] },
});
const direct: Place = { channel: { id: '2', name: 'dm', type: 1 }, server: null };

test.each([
  [null, inServer(), true],
  [null, direct, true],
  [[0], direct, false],
  [[0], inServer(), true],
  [[1], inServer(), false],
])('A command with contexts %j may be used where they allow it', (contexts, place, expected) => {
  expect(mayUse(command('a', { contexts }), place)).toBe(expected);
});

test.each([
  ['32', '0', false],
  ['32', '32', true],
  ['48', '32', false],
  ['32', '8', true],
  ['0', '2251799813685247', true],
  ['0', '32', false],
  [null, '0', true],
  ['9007199254740992', '9007199254740993', true],
])('Needing %j and having %s', (needed, has, expected) => {
  expect(mayUse(command('a', { default_member_permissions: needed }), inServer(has))).toBe(expected);
});

const shop = command('shop', {
  name_localizations: { de: 'laden' },
  options: [
    { type: 1, name: 'buy', description: 'Buys', options: [{ type: 3, name: 'item', description: 'What' }] },
    { type: 2, name: 'shelf', description: 'Shelves', options: [{ type: 1, name: 'list', description: 'Lists' }] },
  ],
});

test('Subcommands are offered each, and the command that holds them is not', () => {
  expect(runnables([shop], direct, 'en-US').map(({ name, options }) => [name, options.length])).toEqual([
    ['/shop buy', 1],
    ['/shop shelf list', 0],
  ]);
  expect(runnables([shop], direct, 'de').map(({ name, plainName }) => [name, plainName])).toEqual([
    ['/laden buy', '/shop buy'],
    ['/laden shelf list', '/shop shelf list'],
  ]);
});

test('User and message commands are not typed', () => {
  expect(runnables([command('Profile', { type: 2 }), command('Tip', { type: 3 })], direct, 'en-US')).toEqual([]);
});

test('The whole name comes first, then beginnings, then what holds the text', () => {
  const all = runnables(
    ['flipside', 'flip', 'coinflip', 'bet'].map((name) => command(name)),
    direct,
    'en-US',
  );
  expect(matching(all, '/flip').map(({ name }) => name)).toEqual(['/flip', '/flipside', '/coinflip']);
  expect(matching(all, '/').length).toBe(4);
});

test('A name with a space behind it is the command', () => {
  const all = runnables([shop], direct, 'de');
  expect(typedOut(all, '/shop buy sword')).toMatchObject({ runnable: { name: '/laden buy' }, rest: 'sword' });
  expect(typedOut(all, '/laden buy ')?.rest).toBe('');
  expect(typedOut(all, '/shop buy')).toBeUndefined();
});

test.each([
  ['en-GB', { 'en-US': 'color' }, 'color'],
  ['es-419', { 'es-ES': 'hola' }, 'hola'],
  ['es-ES', { 'es-419': 'hola' }, 'plain'],
  ['de', null, 'plain'],
])('Text in %s falls back as Discord does', (locale, localizations, expected) => {
  expect(localised('plain', localizations as Record<string, string> | null, locale)).toBe(expected);
});

import { expect, test } from 'vitest';
import type { Runnable } from '../commands.ts';
import type { World } from '../contract.ts';
import { OptionType, type CommandOption } from '../discord.ts';
import { Names, placesOf } from '../world.ts';
import { choicesFor, nextEmpty, offersFirst, optionsOf, optionsWhileTyping, problemOf } from './draft.ts';

const world: World = {
  application: { id: '1', name: 'Flippy Flip', accent: 0 },
  bot: { id: '2', username: 'flippy', bot: true },
  people: [
    { user: { id: '3', username: 'ann', global_name: 'Ann' }, about: 'Player', locale: 'de' },
    { user: { id: '4', username: 'bob', global_name: 'Bobby' }, about: 'Player', locale: 'en-US' },
  ],
  servers: [
    {
      id: '10',
      name: 'Cove',
      permissions: '0',
      channels: [
        { id: '11', name: 'general', type: 0 },
        { id: '12', name: 'voice', type: 2 },
      ],
    },
  ],
  direct: { id: '20' },
  commands: [],
  switches: { rate_limits: false, outage: false },
};
const names = new Names(world, '3', placesOf(world)[0]);
const option = (type: number, more: Partial<CommandOption> = {}): CommandOption => ({ type, name: 'x', description: '', ...more });
const runnable = (options: CommandOption[], path: CommandOption[] = []): Runnable => ({
  command: { id: '1', name: 'c', description: '' },
  path,
  name: '/c',
  plainName: '/c',
  description: '',
  options,
});

test.each([
  [option(OptionType.String, { required: true }), '', 'This option is required.'],
  [option(OptionType.String), '', undefined],
  [option(OptionType.String, { min_length: 3 }), 'ab', 'Must be 3 or more in length.'],
  [option(OptionType.String, { max_length: 3 }), 'abcd', 'Must be 3 or fewer in length.'],
  [option(OptionType.Integer), '1.5', 'Type a whole number.'],
  [option(OptionType.Integer, { min_value: 1 }), '0', 'The smallest is 1.'],
  [option(OptionType.Integer, { max_value: 9 }), '10', 'The largest is 9.'],
  [option(OptionType.Integer), '99999999999999999999', 'Type a number.'],
  [option(OptionType.Number), '1.5', undefined],
  [option(OptionType.Number), 'half', 'Type a number.'],
  [option(OptionType.User), 'nobody', 'Choose one of the list.'],
  [option(OptionType.User), '@bobby', undefined],
  [option(OptionType.String, { choices: [{ name: 'Heads', value: 'h' }] }), 'tails', 'Choose one of the list.'],
  [option(OptionType.Attachment), '', undefined],
  [option(OptionType.Attachment, { required: true }), '', 'Files cannot be sent from the sandbox.'],
])('%j with %j', (one, text, expected) => {
  expect(problemOf(one, { text }, names)).toBe(expected);
});

test('Options are sent as Discord types them, empty ones not at all, within their subcommand', () => {
  const options = [
    option(OptionType.User, { name: 'who' }),
    option(OptionType.Integer, { name: 'amount' }),
    option(OptionType.Boolean, { name: 'quiet' }),
    option(OptionType.String, { name: 'side', choices: [{ name: 'Heads', name_localizations: { de: 'Kopf' }, value: 'h' }] }),
    option(OptionType.String, { name: 'note' }),
  ];
  const entries = { who: { text: 'Bobby' }, amount: { text: ' 50 ' }, quiet: { text: 'false' }, side: { text: 'kopf' } };
  expect(optionsOf(runnable(options, [option(OptionType.Subcommand, { name: 'send' })]), entries, names)).toEqual([
    {
      name: 'send',
      type: 1,
      options: [
        { name: 'who', type: 6, value: '4' },
        { name: 'amount', type: 4, value: 50 },
        { name: 'quiet', type: 5, value: false },
        { name: 'side', type: 3, value: 'h' },
      ],
    },
  ]);
});

test('A suggestion counts while its text stands, and not once it was typed over', () => {
  const one = runnable([option(OptionType.String, { name: 'item', autocomplete: true })]);
  const chosen = { label: 'Iron sword', value: 'sword-1' };
  expect(optionsOf(one, { item: { text: 'Iron sword', chosen } }, names)[0]?.value).toBe('sword-1');
  expect(optionsOf(one, { item: { text: 'Iron', chosen } }, names)[0]?.value).toBe('Iron');
});

test('While typing, the focused option is its text and broken ones are left out', () => {
  const options = [option(OptionType.Integer, { name: 'a', autocomplete: true }), option(OptionType.Integer, { name: 'b' })];
  expect(optionsWhileTyping(runnable(options), { a: { text: '1x' }, b: { text: 'no' } }, 'a', names)).toEqual([
    { name: 'a', type: 4, value: '1x', focused: true },
  ]);
});

test('People are found by either name and with an at sign, channels by the types allowed', () => {
  expect(choicesFor(option(OptionType.User), '@bo', names)?.map(({ value }) => value)).toEqual(['4']);
  expect(choicesFor(option(OptionType.Channel, { channel_types: [0] }), '', names)?.map(({ value }) => value)).toEqual(['11']);
  expect(choicesFor(option(OptionType.String), 'a', names)).toBeUndefined();
});

test('Going back to a command goes on with its first required empty field', () => {
  const options = [option(OptionType.String, { name: 'note' }), option(OptionType.Integer, { name: 'amount', required: true })];
  expect(nextEmpty(options, {})?.name).toBe('amount');
  expect(nextEmpty(options, { amount: { text: '5' } })?.name).toBe('note');
  expect(nextEmpty(options, { amount: { text: '5' }, note: { text: 'x' } })).toBeUndefined();
});

test('Enter in an empty field takes nothing that the bot suggests, as its first may be everything one has', () => {
  const suggested = option(OptionType.String, { required: true, autocomplete: true });
  expect(offersFirst(suggested, '')).toBe(false);
  expect(offersFirst(suggested, 'a')).toBe(true);
  expect(offersFirst(option(OptionType.String, { required: true, choices: [] }), '')).toBe(true);
  expect(offersFirst(option(OptionType.Boolean), '')).toBe(false);
});

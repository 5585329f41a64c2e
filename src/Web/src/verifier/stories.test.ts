import { expect, test } from 'vitest';
import { Draws } from './draws.ts';
import { games } from './game.ts';

const server = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

const play = async (name: string, input: string, nonce = '1') => {
  const draws = await Draws.of(server, 'lucky', nonce);
  const outcome = await games.find((game) => game.name === name)?.play(input, draws);
  return { ...outcome, meanings: draws.steps.map((step) => step.meaning) };
};

test.each([
  ['400000', 'It was 507327 against 400000: won.'],
  ['507328', 'It was 507327 against 507328: lost.'],
  ['507327', 'Both drew 507327: nobody has won yet.'],
  ['507327,60', 'Both drew 507327. Then it was 643210 against 60: won.'],
  ['60,507327', 'Draw 1 decided, 507327 against 60: it should have been the last one.'],
  ['60,60,60', 'Draw 1 decided, 507327 against 60: it should have been the last one.'],
])('Two players draw until their numbers differ, and no further: %s', async (input, story) => {
  expect((await play('duel', input)).story).toBe(story);
  expect((await play('flipqueue', input)).story).toBe(story);
});

test('A number is shown beside the one that it was drawn against', async () => {
  expect((await play('duel', '507327,60')).meanings).toEqual(['507327 against 507327', '643210 against 60']);
});

test.each([
  ['a', ' Answered was a: right.'],
  ['a!', ' Answered was a, late: right.'],
  ['d', ' Answered was d: wrong.'],
  ['b!', ' Answered was b, late: wrong.'],
  ['-', ' Nobody answered.'],
  ['', ''],
])('A shift tells how it was answered: %s', async (input, answer) => {
  expect((await play('work', input)).story?.split('Right is a.')[1]).toBe(answer);
});

/** A test of Core's has the same choices. */
test.each([
  ['1', 'Which list is sorted? a: 6 14 24 32 43, b: 14 6 24 32 43, c: 6 24 14 32 43, d: 6 14 24 43 32. Right is a.'],
  ['17', 'Which code is exactly as shown? a: 6VZVZ1, b: 6UZV21, c: 6VZV21, d: GVZV21. Right is c.'],
  ['3', 'Which row was it? a: 🍓🍎🥑🍄🌽, b: 🍓🍎🍌🥕🌽, c: 🥕🍎🍌🍄🌽, d: 🍓🍎🍌🍄🌽. Right is d.'],
])('A shift tells its four choices as the bot showed them: nonce %s', async (nonce, story) => {
  expect((await play('work', '', nonce)).story).toBe(story);
});

test.each([
  ['p', /^In the park it was (?:a treasure|a good find|scrap|nothing)\.$/],
  ['m', /^In the flea market it was /],
  ['h', /^In the harbour it was /],
  ['', /^There is no such place, and nothing is drawn\.$/],
  ['toString', /^There is no such place, and nothing is drawn\.$/],
])('Looking for coins tells where and what: %s', async (input, story) => {
  expect((await play('scavenge', input)).story).toMatch(story);
});

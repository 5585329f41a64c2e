import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Draws, hashOf } from './draws.ts';
import { games } from './game.ts';

type Draw = readonly [number: number, range: number, value: number | null];

interface Seeds {
  readonly server: string;
  readonly client: string;
  readonly nonce: string;
  readonly draws: readonly Draw[];
}

interface Round extends Seeds {
  readonly game: string;
  readonly hash: string;
  readonly input: string;
  readonly result: string;
}

/** What the bot draws; a test of its own keeps this file true. */
const golden = JSON.parse(readFileSync(new URL('../../../../tests/Contracts/Fairness/Rounds.approved.json', import.meta.url), 'utf8')) as {
  games: readonly string[];
  rounds: readonly Round[];
  numbers: readonly Seeds[];
};

const taken = (draws: Draws): Draw[] => draws.steps.map(({ number, range, value }) => [number, range, value]);

test('Every game whose rounds the bot records has its rule here, and no other', () => {
  expect(games.map((game) => game.name).sort()).toEqual(golden.games);
});

describe.each(games)('Rounds of $name', (game) => {
  const rounds = golden.rounds.filter((round) => round.game === game.name);

  test('come out as the bot draws them, number by number', async () => {
    expect(rounds.length).toBeGreaterThan(0);
    for (const round of rounds) {
      const draws = await Draws.of(round.server, round.client, round.nonce);
      const { result } = await game.play(round.input, draws);
      expect({ round, result, draws: taken(draws) }).toEqual({ round, result: round.result, draws: round.draws });
      expect(await hashOf(round.server)).toBe(round.hash);
    }
  });

  test('tell in words what each number is and how it ended', async () => {
    for (const round of rounds) {
      const draws = await Draws.of(round.server, round.client, round.nonce);
      const { story } = await game.play(round.input, draws);
      expect(story).toMatch(/^[A-Z].*\.$/);
      expect(story + draws.steps.map(({ meaning }) => meaning).join()).not.toMatch(/undefined|NaN|null/);
    }
  });

  test('are taken for what can have been chosen, and nonsense is not', () => {
    const inputs = rounds.map((round) => round.input);
    expect(inputs.some((input) => game.isInput(input))).toBe(true);
    for (const nonsense of ['?', 'x y', '<b>', '-1', 'ｈ']) expect(game.isInput(nonsense)).toBe(false);
  });
});

test('Numbers that would favour an outcome are rejected as the bot rejects them', async () => {
  for (const { server, client, nonce, draws: expected } of golden.numbers) {
    const draws = await Draws.of(server, client, nonce);
    while (draws.steps.length < expected.length) await draws.below(expected[0]?.[1] ?? 0, () => '');
    expect(taken(draws)).toEqual(expected);
    expect(expected.some(([, , value]) => value === null)).toBe(true);
  }
});

test('A block shows the message that was signed and all its bytes', async () => {
  const draws = await Draws.of('01'.repeat(32), 'lucky', '7');
  for (let i = 0; i < 9; i++) await draws.below(2, (value) => `side ${value}`);
  expect(draws.blocks.map(({ message }) => message)).toEqual(['lucky:7:0', 'lucky:7:1']);
  for (const { block, place, number } of draws.steps) {
    expect(parseInt((draws.blocks[block]?.hex ?? '').slice(place * 8, place * 8 + 8), 16)).toBe(number);
  }
  expect(draws.steps[8]).toMatchObject({ block: 1, place: 0, meaning: `side ${draws.steps[8]?.value}` });
});

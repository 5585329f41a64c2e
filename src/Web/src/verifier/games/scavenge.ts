import type { Game } from '../game.ts';

type Loot = readonly [letter: string, name: string];

interface Place {
  readonly name: string;
  /** How many of a hundred lead to each loot. */
  readonly ways: readonly number[];
}

const loots: readonly Loot[] = [
  ['T', 'a treasure'],
  ['F', 'a good find'],
  ['S', 'scrap'],
  ['N', 'nothing'],
  ['X', 'a fine'],
];

const places: Readonly<Record<string, Place>> = {
  p: { name: 'park', ways: [1, 19, 50, 30, 0] },
  m: { name: 'flea market', ways: [4, 26, 30, 25, 15] },
  h: { name: 'harbour', ways: [10, 25, 10, 20, 35] },
};

const placeOf = (input: string): Place | undefined => (Object.hasOwn(places, input) ? places[input] : undefined);

const lootAt = ({ ways }: Place, number: number): Loot => {
  let left = number;
  return loots.find((_, i) => (left -= ways[i] ?? 0) < 0) ?? ['', ''];
};

/** One draw below 100, counted off against the place's chances from treasure to fine. */
export const game: Game = {
  name: 'scavenge',
  title: 'Scavenge',
  hint: 'Where was looked: p the park, m the flea market, h the harbour.',
  isInput: (input) => placeOf(input) !== undefined,
  async play(input, draws) {
    const place = placeOf(input);
    if (!place) return { result: '', story: 'There is no such place, and nothing is drawn.' };

    const number = await draws.below(100, (value) => `${value}, which is ${lootAt(place, value)[1]}`);
    const [letter, name] = lootAt(place, number);
    return { result: letter, story: `In the ${place.name} it was ${name}.` };
  },
};

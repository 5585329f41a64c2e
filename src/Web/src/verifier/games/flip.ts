import type { Draws } from '../draws.ts';
import type { Game } from '../game.ts';

const most = 100;
const names = { H: 'heads', T: 'tails' } as const;

export type Side = keyof typeof names;

export const isSide = (text: string): text is Side => text in names;

/** One draw below 2: 0 is heads, 1 is tails. */
export const toss = async (draws: Draws, what: string): Promise<Side> => {
  const side = (value: number): Side => (value === 0 ? 'H' : 'T');
  return side(await draws.below(2, (value) => `${what}: ${names[side(value)]}`));
};

export const sideName = (side: Side): string => names[side];

const count = (input: string): number => (/^\d+$/.test(input) && Number(input) < 2 ** 31 ? Math.min(Math.max(Number(input), 1), most) : 1);

export const game: Game = {
  name: 'flip',
  title: 'Coin flip (/flip and /bet)',
  hint: `How many tosses, 1 to ${most}; for a bet the side that was called, H or T.`,
  isInput: (input) => isSide(input) || (/^[1-9]\d{0,2}$/.test(input) && Number(input) <= most),
  async play(input, draws) {
    const sides: Side[] = [];
    for (let i = 1; i <= count(input); i++) sides.push(await toss(draws, `toss ${i}`));

    const heads = sides.filter((side) => side === 'H').length;
    const [first = 'H'] = sides;
    return {
      result: sides.join(''),
      story: isSide(input)
        ? `Called ${names[input]}, and it is ${names[first]}: ${input === first ? 'won' : 'lost'}.`
        : sides.length === 1
          ? `It is ${names[first]}.`
          : `Heads came up ${heads} of ${sides.length} times.`,
    };
  },
};

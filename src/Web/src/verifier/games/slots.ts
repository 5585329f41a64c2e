import type { Game } from '../game.ts';

/** Each of the three reels, place by place. */
const reel = 'CLCBLCKCLBCDLCBKCLBCLDBCLKSCLBKD';
const names: Readonly<Record<string, string>> = { C: 'cherry', L: 'lemon', B: 'bell', K: 'clover', D: 'diamond', S: 'seven' };

const symbol = (place: number): string => reel.charAt(place);
const nameOf = (letter: string): string => names[letter] ?? letter;

/** One draw below 32 for each reel. */
export const game: Game = {
  name: 'slots',
  title: 'Slots',
  hint: 'Nothing is chosen in this game; its rounds say pull.',
  isInput: (input) => input === 'pull' || input === '',
  async play(_, draws) {
    let result = '';
    for (let i = 1; i <= 3; i++) result += symbol(await draws.below(reel.length, (place) => `reel ${i}: ${nameOf(symbol(place))}`));
    return { result, story: `The reels show ${Array.from(result, nameOf).join(', ')}.` };
  },
};

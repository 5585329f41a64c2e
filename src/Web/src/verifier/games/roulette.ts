import type { Game } from '../game.ts';

const pockets = 37;
const field = /^(?:red|black|odd|even|low|high|dozen[1-3]|column[1-3]|[0-9]|[12][0-9]|3[0-6])$/;
const reds = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36]);

const colour = (number: number): string => (number === 0 ? '' : reds.has(number) ? ', red' : ', black');

const isBet = (bet: string): boolean => {
  const [name = '', coins = '', ...rest] = bet.split(':');
  return rest.length === 0 && field.test(name) && /^[1-9]\d{0,18}$/.test(coins);
};

/** One draw below 37: the number. It does not depend on the bets. */
export const game: Game = {
  name: 'roulette',
  title: 'Roulette',
  hint: 'The bets with their coins, such as red:100,17:5.',
  isInput: (input) => input.split(',').every(isBet),
  async play(_, draws) {
    const number = await draws.below(pockets, (value) => `number ${value}${colour(value)}`);
    return { result: `${number}`, story: `The ball fell on ${number}${colour(number)}.` };
  },
};

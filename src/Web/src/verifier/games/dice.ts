import type { Game } from '../game.ts';

const faces = 100;
const form = /^([ou])([1-9]\d?)$/;

/** A number from 1 to 100: one draw below 100, plus one. It does not depend on what was called. */
export const game: Game = {
  name: 'dice',
  title: 'Dice',
  hint: 'o for over or u for under, and the target from 2 to 98, such as o50.',
  isInput: (input) => form.test(input) && Number(input.slice(1)) >= 2 && Number(input.slice(1)) <= 98,
  async play(input, draws) {
    const number = (await draws.below(faces, (value) => `number ${value + 1}`)) + 1;
    const [, direction, target] = form.exec(input) ?? [];
    if (target === undefined) return { result: `${number}`, story: `The number is ${number}.` };

    const isOver = direction === 'o';
    const wins = isOver ? number > Number(target) : number < Number(target);
    return { result: `${number}`, story: `The number is ${number}, and had to be ${isOver ? 'over' : 'under'} ${target}: ${wins ? 'won' : 'lost'}.` };
  },
};

import { cashOut, type Game } from '../game.ts';
import { isSide, sideName, toss } from './flip.ts';

const mostCalls = 10;

const rightCalls = (count: number): string => (count === 1 ? 'The call was right' : `The ${count} calls were right`);

/** Toss after toss: a wrong call ends the round, and so does the tenth right one. */
export const game: Game = {
  name: 'flipstreak',
  title: 'Flip streak',
  hint: `H or T for each toss that was called, and ${cashOut} when the pot was taken, such as HTH${cashOut}.`,
  isInput: (input) => /^[HT]{0,10}\$?$/.test(input) && input !== '',
  async play(input, draws) {
    let result = '';
    for (const move of input) {
      if (move === cashOut && result !== '') {
        return { result, story: `${rightCalls(result.length)}, and then the pot was taken.` };
      }

      if (!isSide(move)) continue;
      const side = await toss(draws, `toss ${result.length + 1}, called ${sideName(move)}`);
      result += side;
      if (side !== move) return { result, story: `Call ${result.length} was wrong: lost.` };
      if (result.length === mostCalls) return { result, story: `All ${mostCalls} calls were right.` };
    }

    return { result, story: result === '' ? 'Nothing was called yet.' : `${rightCalls(result.length)}, and the round goes on.` };
  },
};

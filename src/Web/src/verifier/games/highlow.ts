import { cashOut, type Game } from '../game.ts';

const letters = 'A23456789TJQK';
const names: Readonly<Record<string, string>> = { A: 'ace', T: 'ten', J: 'jack', Q: 'queen', K: 'king' };

const nameOf = (rank: number): string => names[letters.charAt(rank)] ?? letters.charAt(rank);

/** Every card is one draw below 13, ace to king; an equal card counts as right. */
export const game: Game = {
  name: 'highlow',
  title: 'High-low',
  hint: `h for higher or l for lower, card by card, and ${cashOut} when the pot was taken, such as hlh${cashOut}.`,
  isInput: (input) => /^[hl]*\$?$/.test(input) && input !== '',
  async play(input, draws) {
    const draw = (): Promise<number> => draws.below(letters.length, (rank) => `card: ${nameOf(rank)}`);
    let rank = await draw();
    const cards = [rank];
    const tell = (end: string) => ({
      result: cards.map((card) => letters.charAt(card)).join(''),
      story: `The cards were ${cards.map(nameOf).join(', ')}: ${end}.`,
    });
    for (const move of input) {
      if (move === cashOut && cards.length > 1) return tell('the pot was taken');

      // What cannot be wrong is not taken: higher than an ace, lower than a king.
      if (!(move === 'h' && rank > 0) && !(move === 'l' && rank < letters.length - 1)) continue;
      const next = await draw();
      cards.push(next);
      if (move === 'h' ? next < rank : next > rank) return tell(`${move === 'h' ? 'higher' : 'lower'} was wrong, lost`);
      rank = next;
    }

    return tell(cards.length > 1 ? 'every call was right' : 'nothing was called yet');
  },
};

import { cashOut, type Game } from '../game.ts';

const fields = 16;
const letters = 'abcdefghijklmnop';
const form = /^(\d*)(.*)$/s;

const list = (letters: Iterable<string>): string => [...letters].join(', ');

/** The i-th mine is laid by one draw below 16 - i among the fields that are left, before the first field is opened. */
export const game: Game = {
  name: 'mines',
  title: 'Mines',
  hint: `The number of mines, 1 to 15, a letter a to p for each field that was opened, row by row, and ${cashOut} when the pot was taken, such as 3acf${cashOut}.`,
  isInput: (input) => /^([1-9]|1[0-5])[a-p]*\$?$/.test(input),
  async play(input, draws) {
    const [, digits = '', moves = ''] = form.exec(input) ?? [];
    const count = Number(digits) < 2 ** 31 ? Math.min(Math.max(Number(digits), 1), fields - 1) : 1;
    const free = Array.from(letters);
    const hidden = new Set<string>();
    for (let i = 1; i <= count; i++) {
      const at = await draws.below(free.length, (value) => `mine ${i} under field ${free[value] ?? ''}`);
      for (const field of free.splice(at, 1)) hidden.add(field);
    }

    const open = new Set<string>();
    const tell = (end: string) => ({
      result: [...hidden].sort().join(''),
      story: `Mines lay under ${list([...hidden].sort())}. ${open.size > 0 ? `Opened: ${list(open)}.` : 'Nothing was opened.'} ${end}`.trim(),
    });
    for (const move of moves) {
      if (move === cashOut && open.size > 0) return tell('Then the pot was taken.');
      if (!letters.includes(move) || open.has(move)) continue;
      if (hidden.has(move)) return tell(`Then ${move} was a mine: lost.`);
      open.add(move);
      if (open.size === fields - count) return tell('No field without a mine is left.');
    }

    return tell('');
  },
};

import type { Game } from './game.ts';

const range = 1_000_000;
const mostDraws = 16;
const form = /^(?:0|[1-9]\d{0,5})(?:,(?:0|[1-9]\d{0,5})){0,15}$/;

const tell = (own: readonly string[], others: readonly string[]): string => {
  const [at, last] = [own.findIndex((number, i) => number !== others[i]), own.length - 1];
  if (at < 0) return `Both drew ${own.join(', ')}: nobody has won yet.`;

  const [mine, theirs] = [own[at] ?? '', others[at] ?? ''];
  if (at < last) return `Draw ${at + 1} decided, ${mine} against ${theirs}: it should have been the last one.`;
  return `${last > 0 ? `Both drew ${own.slice(0, -1).join(', ')}. Then it was` : 'It was'} ${mine} against ${theirs}: ${Number(mine) > Number(theirs) ? 'won' : 'lost'}.`;
};

/** Two players draw below a million, each from their own seeds, until the numbers differ. A round has one player's numbers, and the other's as its input. */
export const higherNumber = (name: string, title: string): Game => ({
  name,
  title,
  hint: 'What the other one drew, such as 734120; with commas where both drew the same and went on, such as 55,734120.',
  isInput: (input) => form.test(input),
  async play(input, draws) {
    const others = input.split(',').slice(0, mostDraws);
    const own: string[] = [];
    for (const other of others) own.push(`${await draws.below(range, (value) => (form.test(other) ? `${value} against ${other}` : `${value}`))}`);

    const result = own.join(',');
    return { result, story: form.test(input) ? tell(own, others) : `The numbers are ${result}.` };
  },
});

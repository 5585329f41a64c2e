import type { Draws } from '../draws.ts';
import type { Game } from '../game.ts';

interface Question {
  readonly letter: string;
  readonly title: string;
  /** Draws the right choice and the three wrong ones. */
  readonly ask: (draws: Draws) => Promise<readonly [right: string, ...wrong: string[]]>;
  /** A choice as the bot shows it. */
  readonly show: (choice: string) => string;
}

const choices = 'abcd';
const unanswered = '-';
const form = /^[a-d]!?$/;
const pictures = 'abcdefgh';
const pictureOf: Readonly<Record<string, string>> = { a: '🍎', b: '🍌', c: '🍇', d: '🥕', e: '🌽', f: '🍄', g: '🥑', h: '🍓' };
/** In pairs that are taken for one another. */
const signs = 'O0I1S5Z2B8G6UVMN';

const asIs = (choice: string): string => choice;
const asPictures = (choice: string): string => Array.from(choice, (letter) => pictureOf[letter] ?? letter).join('');

const replace = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1);

const spell = async (letters: string, length: number, what: (place: number, letter: string) => string, draws: Draws): Promise<string> => {
  let text = '';
  while (text.length < length) {
    const place = text.length + 1;
    text += letters.charAt(await draws.below(letters.length, (value) => what(place, letters.charAt(value))));
  }
  return text;
};

/** Three different places, one at a time, each with a wrong choice made of it. */
const mistakes = async (length: number, draws: Draws, at: (place: number) => string | Promise<string>): Promise<string[]> => {
  const left = Array.from({ length }, (_, i) => i);
  const places: number[] = [];
  while (places.length < choices.length - 1) {
    const n = places.length + 1;
    const taken = await draws.below(left.length, (value) => `wrong choice ${n} differs at place ${(left[value] ?? 0) + 1}`);
    places.push(...left.splice(taken, 1));
  }

  const wrong: string[] = [];
  for (const place of places) wrong.push(await at(place));
  return wrong;
};

const code: Question = {
  letter: 't',
  title: 'Which code is exactly as shown?',
  show: asIs,
  ask: async (draws) => {
    const right = await spell(signs, 6, (place, sign) => `sign ${place}: ${sign}`, draws);
    return [right, ...(await mistakes(right.length, draws, (place) => replace(right, place, signs.charAt(signs.indexOf(right.charAt(place)) ^ 1))))];
  },
};

const list: Question = {
  letter: 's',
  title: 'Which list is sorted?',
  show: asIs,
  ask: async (draws) => {
    const numbers: number[] = [];
    while (numbers.length < 5) {
      const least = (numbers.at(-1) ?? 0) + 1;
      numbers.push(least + (await draws.below(15, (value) => `number ${least + value}`)));
    }

    const exchange = (place: number): string =>
      numbers.map((number, i) => (i === place ? numbers[i + 1] : i === place + 1 ? numbers[place] : number)).join(' ');
    return [numbers.join(' '), ...(await mistakes(numbers.length - 1, draws, exchange))];
  },
};

const row: Question = {
  letter: 'r',
  title: 'Which row was it?',
  show: asPictures,
  ask: async (draws) => {
    const right = await spell(pictures, 5, (place, letter) => `picture ${place}: ${letter} ${asPictures(letter)}`, draws);
    const moved = (picture: string, by: number): string => pictures.charAt((pictures.indexOf(picture) + 1 + by) % pictures.length);
    return [
      right,
      ...(await mistakes(right.length, draws, async (place) => {
        const picture = right.charAt(place);
        const by = await draws.below(
          pictures.length - 1,
          (value) => `at place ${place + 1} ${asPictures(moved(picture, value))} instead of ${asPictures(picture)}`,
        );
        return replace(right, place, moved(picture, by));
      })),
    ];
  },
};

const questions = [code, list, row] as const;

const verdict = (input: string, right: string): string => {
  if (input === unanswered) return ' Nobody answered.';
  if (!form.test(input)) return '';
  return ` Answered was ${input.charAt(0)}${input.endsWith('!') ? ', late' : ''}: ${input.startsWith(right) ? 'right' : 'wrong'}.`;
};

/** The kind of question, the right answer, three places where the wrong ones differ, and last where the right one stands. What was answered changes none of it. */
export const game: Game = {
  name: 'work',
  title: 'Work',
  hint: `The choice that was answered, a to d in reading order, with ! when it came late; ${unanswered} when nobody answered.`,
  isInput: (input) => input === unanswered || form.test(input),
  async play(input, draws) {
    const kind = await draws.below(questions.length, (value) => questions[value]?.title ?? '');
    const { letter, title, ask, show } = questions[kind] ?? code;
    const [right, ...wrong] = await ask(draws);
    const place = await draws.below(choices.length, (value) => `the right choice is ${choices.charAt(value)}`);
    const choice = choices.charAt(place);
    const all = wrong.toSpliced(place, 0, right).map((text, i) => `${choices.charAt(i)}: ${show(text)}`);
    return { result: `${letter}${choice}:${right}`, story: `${title} ${all.join(', ')}. Right is ${choice}.${verdict(input, choice)}` };
  },
};

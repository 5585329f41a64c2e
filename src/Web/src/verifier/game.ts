import type { Draws } from './draws.ts';

/** What came out of a round. */
export interface Outcome {
  /** In the game's own words, as it is recorded. */
  readonly result: string;
  /** The same for people, in a sentence. */
  readonly story: string;
}

/** A game's rule. Each is a file of its own in `games`, exported as `game`; nothing else lists it. */
export interface Game {
  /** Under which its rounds are recorded. */
  readonly name: string;
  readonly title: string;
  /** What its input looks like, in a sentence. */
  readonly hint: string;
  /** Whether this can have been chosen. */
  isInput(input: string): boolean;
  /** Takes the same numbers as the bot does. Passes over moves that the game does not allow, so any text has an answer. */
  play(input: string, draws: Draws): Promise<Outcome>;
}

/** How a player stops in games of several moves. */
export const cashOut = '$';

const modules = import.meta.glob<Game>('./games/*.ts', { eager: true, import: 'game' });

export const games: readonly Game[] = Object.values(modules).sort((one, other) => one.title.localeCompare(other.title, 'en'));

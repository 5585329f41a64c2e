import type { Refusal, Suggestions } from '../contract.ts';
import { refusalOf } from '../server.ts';
import type { Suggestion } from './draft.ts';

const PauseMilliseconds = 250;

/** Asks the bot what a field could be, once typing pauses. Only the last question's answer counts. */
export class Autocomplete {
  suggestions: readonly Suggestion[] = [];
  refusal: Refusal | undefined;
  asking = false;
  readonly #changed: () => void;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #question: AbortController | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** `question` is put when nothing else was asked for `after` milliseconds. */
  ask(question: (signal: AbortSignal) => Promise<Suggestions>, after = PauseMilliseconds): void {
    this.#stop();
    this.asking = true;
    const { signal } = (this.#question = new AbortController());
    this.#pause = setTimeout(() => void this.#put(question, signal), after);
  }

  forget(): void {
    this.#stop();
    Object.assign(this, { suggestions: [], refusal: undefined, asking: false });
  }

  async #put(question: (signal: AbortSignal) => Promise<Suggestions>, signal: AbortSignal): Promise<void> {
    const { choices, refusal } = await question(signal).catch((error: unknown): Suggestions => ({ choices: [], refusal: refusalOf(error) }));
    if (!signal.aborted) {
      const suggestions = choices.map(({ name, value }) => ({ label: name, value }));
      Object.assign(this, { suggestions, refusal, asking: false });
      this.#changed();
    }
  }

  #stop(): void {
    clearTimeout(this.#pause);
    this.#question?.abort();
  }
}

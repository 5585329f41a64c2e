import type { Runnable } from '../commands.ts';
import type { Refusal } from '../contract.ts';
import type { CommandOption } from '../discord.ts';
import type { Sandbox } from '../sandbox.ts';
import { refusalOf } from '../server.ts';
import type { Names } from '../world.ts';
import { optionsWhileTyping, type Entries, type Suggestion } from './draft.ts';

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

  ask(sandbox: Sandbox, runnable: Runnable, entries: Entries, option: CommandOption, names: Names, after = PauseMilliseconds): void {
    this.#stop();
    this.asking = true;
    const question = new AbortController();
    this.#question = question;
    this.#pause = setTimeout(() => {
      const options = optionsWhileTyping(runnable, entries, option.name, names);
      sandbox
        .suggest({ command_id: runnable.command.id, options }, question.signal)
        .then(
          ({ choices, refusal }) => ({ suggestions: choices.map(({ name, value }) => ({ label: name, value })), refusal }),
          (error: unknown) => ({ suggestions: [], refusal: refusalOf(error) }),
        )
        .then((answer) => {
          if (!question.signal.aborted) {
            Object.assign(this, answer, { asking: false });
            this.#changed();
          }
        })
        .catch(reportError);
    }, after);
  }

  forget(): void {
    this.#stop();
    Object.assign(this, { suggestions: [], refusal: undefined, asking: false });
  }

  #stop(): void {
    clearTimeout(this.#pause);
    this.#question?.abort();
  }
}

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CommandOption } from '../discord.ts';
import { localised } from '../locales.ts';
import { matching, runnables, typedOut, type Runnable } from '../commands.ts';
import type { Refusal } from '../contract.ts';
import { showRefusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { lengthOf, lengthProblem } from '../lengths.ts';
import { refusalOf } from '../server.ts';
import { titleOf, type Names, type Place } from '../world.ts';
import { optionsOf, problemOf } from './draft.ts';
import './option-fields.ts';
import type { OptionFields } from './option-fields.ts';

const MaxContent = 2000;

/** Where one types: a message, or a command with its options. */
export class Composer extends LitElement {
  static override properties = {
    sandbox: { attribute: false },
    place: { attribute: false },
    names: { attribute: false },
    waiting: { attribute: false },
    text: { state: true },
    command: { state: true },
    active: { state: true },
    closed: { state: true },
    refusal: { state: true },
  };
  declare sandbox: Sandbox;
  declare place: Place;
  declare names: Names;
  /** Commands sent and not yet answered. */
  declare waiting: number;
  declare private text: string;
  declare private command: Runnable | undefined;
  declare private active: number;
  declare private closed: boolean;
  declare private refusal: Refusal | undefined;
  #all: readonly Runnable[] = [];

  constructor() {
    super();
    this.text = '';
    this.active = 0;
    this.closed = false;
  }

  /** Puts a text there as if it had been typed; a command's whole name chooses it. */
  async begin(text: string): Promise<void> {
    this.command = undefined;
    const whole = this.#all.find(({ name, plainName }) => name === text || plainName === text);
    if (whole) {
      await this.#choose(whole);
    } else {
      this.#type(text);
      await this.focusInput();
    }
  }

  /** To a command, without losing what stands here already. */
  async resume(): Promise<void> {
    if (this.command && this.#fields) {
      this.#fields.focusNext();
    } else if (this.command || this.text) {
      await this.focusInput();
    } else {
      await this.begin('/');
    }
  }

  async focusInput(): Promise<void> {
    await this.updateComplete;
    await this.#fields?.updateComplete;
    this.querySelector<HTMLInputElement>('input')?.focus();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('names') || changed.has('place')) {
      this.#all = runnables(this.names.commands, this.place, this.names.locale);
    }
    if (this.command && changed.has('place')) {
      // The same command as this place knows it, if it does.
      this.command = this.#all.find(({ plainName }) => plainName === this.command?.plainName);
    }
  }

  protected override updated(): void {
    this.querySelector('[role=option][aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  get #fields(): OptionFields | null {
    return this.querySelector<OptionFields>('option-fields');
  }

  get #offered(): readonly Runnable[] {
    return this.command || this.closed || !this.text.startsWith('/') ? [] : matching(this.#all, this.text);
  }

  protected override render(): TemplateResult {
    const offered = this.#offered;
    return html`
      ${this.waiting > 0 ? html`<p class="composer-waiting">${this.sandbox.world?.application.name} is answering…</p>` : nothing}
      ${this.refusal ? showRefusal(this.refusal, () => (this.refusal = undefined)) : nothing} ${this.#list(offered)}
      <form class="composer-box" @submit=${this.#send} autocomplete="off">
        ${this.command ? html`<span class="composer-command" title=${this.command.description}>${this.command.name}</span>` : nothing}
        ${this.command && this.command.options.length > 0 ? this.#optionFields(this.command) : this.#input(offered)}
        ${lengthOf(this.text) > MaxContent ? html`<output class="composer-count">${lengthOf(this.text)} / ${MaxContent}</output>` : nothing}
        <button class="composer-send" type="submit" aria-label="Send" title="Send (Enter)"></button>
      </form>
    `;
  }

  get #addressee(): string {
    return this.place.server ? titleOf(this.place) : (this.sandbox.world?.application.name ?? titleOf(this.place));
  }

  #nameOf({ name, name_localizations: names }: CommandOption): string {
    return localised(name, names, this.names.locale);
  }

  #list(offered: readonly Runnable[]): TemplateResult {
    return html`<ul class="popup" id="commands" role="listbox" tabindex="-1" aria-label="Commands" ?hidden=${offered.length === 0}>
      ${offered.map(
        (runnable, at) =>
          html`<li
            id="command-${at}"
            role="option"
            aria-selected=${at === this.active}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#choose(runnable)}
          >
            <strong>${runnable.name}</strong>
            <span class="popup-options">${runnable.options.map((option) => html`<i>${this.#nameOf(option)}${option.required ? '' : '?'}</i> `)}</span>
            <span class="popup-about">${runnable.description}</span>
          </li>`,
      )}
    </ul>`;
  }

  #input(offered: readonly Runnable[]): TemplateResult {
    const open = offered.length > 0;
    return html`<input
      type="text"
      role="combobox"
      aria-label="Message"
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-expanded=${open}
      aria-controls="commands"
      aria-activedescendant=${open ? `command-${this.active}` : nothing}
      placeholder=${this.command ? 'Press Enter to send' : `Message ${this.#addressee}, or / for commands`}
      .value=${live(this.text)}
      @input=${(event: InputEvent) => this.#type((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => this.#key(event, offered)}
      @blur=${() => (this.closed = true)}
      @focus=${() => (this.closed = false)}
    />`;
  }

  #optionFields(command: Runnable): TemplateResult {
    return html`<option-fields
      .sandbox=${this.sandbox}
      .names=${this.names}
      .runnable=${command}
      @send=${this.#send}
      @leave=${() => this.#leave()}
    ></option-fields>`;
  }

  #type(text: string): void {
    const typed = this.command ? undefined : typedOut(this.#all, text);
    if (typed) {
      void this.#choose(typed.runnable, typed.rest);
      return;
    }
    // Text behind a command without options means that it was not that command.
    this.text = this.command && text ? `${this.command.name}${text}` : text;
    if (text) this.command = undefined;
    this.active = 0;
    this.closed = false;
  }

  #key(event: KeyboardEvent, offered: readonly Runnable[]): void {
    const chosen = offered[this.active];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && offered.length > 0) {
      this.active = (this.active + step + offered.length) % offered.length;
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.shiftKey && !event.isComposing) {
      void this.#choose(chosen);
    } else if (event.key === 'Escape' && (offered.length > 0 || this.command)) {
      this.closed = true;
      this.command = undefined;
    } else if (event.key === 'Backspace' && this.command) {
      this.#leave();
    } else {
      return;
    }
    event.preventDefault();
  }

  async #choose(runnable: Runnable, rest = ''): Promise<void> {
    this.command = runnable;
    this.text = '';
    this.refusal = undefined;
    await this.focusInput();
    if (rest) this.#fields?.fillFirst(rest);
  }

  /** Back from the options to the name. */
  #leave(): void {
    const name = this.command?.name ?? '';
    this.command = undefined;
    this.#type(name);
    void this.focusInput();
  }

  #send = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.refusal = undefined;
    if (this.command) {
      await this.#run(this.command);
    } else if (this.text.trim()) {
      await this.#say(this.text.trim());
    }
  };

  async #run(runnable: Runnable): Promise<void> {
    const entries = this.#fields?.entries ?? {};
    const wrong = runnable.options.find((option) => problemOf(option, entries[option.name], this.names) !== undefined);
    if (wrong) {
      this.#fields?.complain(wrong.name);
      return;
    }
    const options = optionsOf(runnable, entries, this.names);
    this.command = undefined;
    this.text = '';
    await this.focusInput();
    await this.sandbox.run(runnable.name, { command_id: runnable.command.id, ...(options.length > 0 ? { options } : {}) });
  }

  async #say(text: string): Promise<void> {
    const problem = lengthProblem(text, 1, MaxContent);
    if (problem !== undefined) {
      this.refusal = { message: problem };
      return;
    }
    this.text = '';
    try {
      await this.sandbox.say(text);
    } catch (error) {
      this.text = text;
      this.refusal = refusalOf(error);
    }
  }
}

customElements.define('sandbox-composer', Composer);

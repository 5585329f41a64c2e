import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Runnable } from '../commands.ts';
import type { Refusal, Suggestions } from '../contract.ts';
import { OptionType, type CommandOption } from '../discord.ts';
import { localised } from '../locales.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Names } from '../world.ts';
import { Autocomplete } from './autocomplete.ts';
import { choicesFor, nextEmpty, offersFirst, optionsWhileTyping, problemOf, type Entries, type Suggestion } from './draft.ts';

const isNumeric = ({ type }: CommandOption): boolean => type === OptionType.Integer || type === OptionType.Number;

/** The fields of one command, and the list of what the focused one could be. */
export class OptionFields extends LitElement {
  static override properties = {
    sandbox: { attribute: false },
    names: { attribute: false },
    runnable: { attribute: false },
    entries: { state: true },
    focused: { state: true },
    active: { state: true },
    closed: { state: true },
    touched: { state: true },
  };
  declare sandbox: Sandbox;
  declare names: Names;
  declare runnable: Runnable;
  declare entries: Entries;
  declare private focused: string;
  declare private active: number;
  declare private closed: boolean;
  /** Fields that were left or sent, whose problems may be told. */
  declare private touched: ReadonlySet<string>;
  readonly #autocomplete = new Autocomplete(() => this.#takeSuggestions());

  constructor() {
    super();
    this.#reset();
  }

  fillFirst(text: string): void {
    const first = this.runnable.options[0];
    if (first) this.#type(first, text);
  }

  focusNext(): void {
    const goal = nextEmpty(this.runnable.options, this.entries) ?? this.runnable.options.at(-1);
    if (goal) this.#input(goal.name)?.focus();
  }

  /** Shows what is wrong with a field, and goes there. */
  complain(name: string): void {
    this.touched = new Set([...this.touched, name]);
    this.#input(name)?.focus();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#autocomplete.forget();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('runnable') && changed.get('runnable')?.plainName !== this.runnable.plainName) this.#reset();
  }

  protected override updated(): void {
    this.querySelector('[role=option][aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const option = this.#option;
    return html`${option ? this.#help(option) : nothing}${this.runnable.options.map((one) => this.#field(one))}`;
  }

  #reset(): void {
    Object.assign(this, { entries: {}, focused: '', active: -1, closed: false, touched: new Set() });
  }

  get #option(): CommandOption | undefined {
    return this.runnable.options.find(({ name }) => name === this.focused);
  }

  #labelOf({ name, name_localizations: names }: CommandOption): string {
    return localised(name, names, this.names.locale);
  }

  #suggestions(option: CommandOption): readonly Suggestion[] {
    if (this.closed) return [];
    if (option.autocomplete) return this.#autocomplete.suggestions;
    const entry = this.entries[option.name];
    const chosen = entry?.chosen?.label === entry?.text;
    return choicesFor(option, chosen ? '' : (entry?.text ?? ''), this.names) ?? [];
  }

  #help(option: CommandOption): TemplateResult {
    const suggestions = this.#suggestions(option);
    const problem = this.touched.has(option.name) ? problemOf(option, this.entries[option.name], this.names) : undefined;
    const about = localised(option.description, option.description_localizations, this.names.locale);
    return html`<div class="popup popup-help">
      <p id="option-about"><strong>${this.#labelOf(option)}</strong> ${about}${limits(option)}</p>
      <p id="option-problem" class="problem" role="alert">${problem ?? nothing}</p>
      ${option.autocomplete ? showTrouble(this.#autocomplete.refusal) : nothing}
      <ul id="suggestions" role="listbox" aria-label="Suggestions" ?hidden=${suggestions.length === 0} aria-busy=${this.#stale(option) ? 'true' : 'false'}>
        ${suggestions.map(
          (suggestion, at) =>
            html`<li
              id="suggestion-${at}"
              role="option"
              aria-selected=${at === this.active}
              @pointerdown=${(event: Event) => event.preventDefault()}
              @click=${() => this.#choose(option, suggestion)}
            >
              ${suggestion.label} ${suggestion.detail ? html`<span class="popup-about">${suggestion.detail}</span>` : nothing}
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #stale = (option: CommandOption): boolean => option.autocomplete === true && this.#autocomplete.asking;

  #field(option: CommandOption): TemplateResult {
    const { name } = option;
    const entry = this.entries[name];
    const listed = option.autocomplete === true || choicesFor(option, '', this.names) !== undefined;
    const open = this.focused === name && this.#suggestions(option).length > 0;
    const wrong = this.touched.has(name) && problemOf(option, entry, this.names) !== undefined;
    const isEmpty = entry === undefined || entry.text === '';
    return html`<label class="field ${wrong ? 'field-wrong' : ''}">
      <span aria-hidden="true">${this.#labelOf(option)}${option.required ? html`<b class="required">*</b>` : nothing}</span>
      <input
        type="text"
        data-option=${name}
        role=${listed ? 'combobox' : isNumeric(option) ? 'spinbutton' : nothing}
        aria-label=${this.#labelOf(option)}
        aria-describedby=${this.focused === name ? 'option-about option-problem' : nothing}
        aria-required=${option.required ?? false}
        aria-invalid=${wrong}
        aria-autocomplete=${listed ? 'list' : nothing}
        aria-expanded=${listed ? open : nothing}
        aria-controls=${listed ? 'suggestions' : nothing}
        aria-activedescendant=${open && this.active >= 0 ? `suggestion-${this.active}` : nothing}
        aria-valuemin=${listed ? nothing : (option.min_value ?? nothing)}
        aria-valuemax=${listed ? nothing : (option.max_value ?? nothing)}
        aria-valuenow=${!listed && isNumeric(option) ? Number(entry?.text) || 0 : nothing}
        aria-valuetext=${!listed && isNumeric(option) ? (isEmpty ? 'empty' : entry.text) : nothing}
        inputmode=${isNumeric(option) && !option.autocomplete ? 'decimal' : nothing}
        size=${Math.max(6, Math.min(40, (entry?.text.length ?? 0) + 1))}
        placeholder=${option.required ? nothing : 'optional'}
        .value=${live(entry?.text ?? '')}
        @input=${(event: InputEvent) => this.#type(option, (event.target as HTMLInputElement).value)}
        @focus=${() => this.#enter(option)}
        @blur=${() => this.#exit(option)}
        @keydown=${(event: KeyboardEvent) => this.#key(event, option)}
      />
    </label>`;
  }

  #enter(option: CommandOption): void {
    Object.assign(this, { focused: option.name, closed: false, active: -1 });
    this.#ask(option, 0);
    this.#highlight(option);
  }

  #exit(option: CommandOption): void {
    if (this.entries[option.name]?.text) this.touched = new Set([...this.touched, option.name]);
    if (this.focused === option.name) this.focused = '';
    this.#autocomplete.forget();
  }

  #type(option: CommandOption, text: string): void {
    const chosen = this.entries[option.name]?.chosen;
    this.entries = { ...this.entries, [option.name]: chosen ? { text, chosen } : { text } };
    this.closed = false;
    this.#ask(option);
    this.#highlight(option);
  }

  #ask(option: CommandOption, after?: number): void {
    if (!option.autocomplete) return;
    const { command } = this.runnable;
    const question = (signal: AbortSignal): Promise<Suggestions> => {
      const options = optionsWhileTyping(this.runnable, this.entries, option.name, this.names);
      return this.sandbox.suggest({ command_id: command.id, options }, signal);
    };
    this.#autocomplete.ask(question, after);
  }

  #takeSuggestions(): void {
    const option = this.#option;
    if (option) this.#highlight(option);
    this.requestUpdate();
  }

  #highlight(option: CommandOption): void {
    this.active = offersFirst(option, this.entries[option.name]?.text ?? '') && !this.#stale(option) ? 0 : -1;
  }

  #take(option: CommandOption, chosen: Suggestion): void {
    this.entries = { ...this.entries, [option.name]: { text: chosen.label, chosen } };
    this.#autocomplete.forget();
    this.closed = true;
    this.active = -1;
  }

  #choose(option: CommandOption, chosen: Suggestion): void {
    this.#take(option, chosen);
    const next = this.runnable.options.find((one) => one.required && !this.entries[one.name]?.text);
    if (next) this.#input(next.name)?.focus();
  }

  #input(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`[data-option="${CSS.escape(name)}"]`);
  }

  #key(event: KeyboardEvent, option: CommandOption): void {
    const suggestions = this.#suggestions(option);
    const chosen = suggestions[this.active];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && suggestions.length > 0) {
      this.active = (Math.max(this.active, step < 0 ? 0 : -1) + step + suggestions.length) % suggestions.length;
    } else if (step !== 0 && this.closed) {
      this.closed = false;
    } else if (step !== 0 && isNumeric(option)) {
      this.#step(option, -step);
    } else if (event.key === 'Enter' && !event.isComposing) {
      if (chosen) this.#choose(option, chosen);
      else this.dispatchEvent(new Event('send', { cancelable: true }));
    } else if (event.key === 'Tab' && chosen && !event.shiftKey) {
      // Taken, and on to the next field as Tab does.
      this.#take(option, chosen);
      return;
    } else if (event.key === 'Escape' && suggestions.length > 0) {
      this.closed = true;
    } else if (event.key === 'Escape' || (event.key === 'Backspace' && !this.entries[option.name]?.text)) {
      this.#back(option, event.key);
    } else {
      return;
    }
    event.preventDefault();
  }

  #back(option: CommandOption, key: string): void {
    const previous = this.runnable.options[this.runnable.options.indexOf(option) - 1];
    if (key === 'Backspace' && previous) this.#input(previous.name)?.focus();
    else this.dispatchEvent(new Event('leave'));
  }

  #step(option: CommandOption, by: number): void {
    const { min_value: min = -Infinity, max_value: max = Infinity } = option;
    const value = (Number(this.entries[option.name]?.text) || 0) + by;
    this.#type(option, String(Math.min(max, Math.max(min, value))));
  }
}

/** Lengths are told once they are wrong: nearly every text has one. */
function limits({ min_value: min, max_value: max }: CommandOption): string {
  if (min !== undefined && max !== undefined) return ` (${min} to ${max})`;
  if (min !== undefined) return ` (at least ${min})`;
  return max === undefined ? '' : ` (at most ${max})`;
}

const showTrouble = (refusal: Refusal | undefined): TemplateResult | typeof nothing =>
  refusal ? html`<p class="problem">Loading options failed. ${refusal.message} ${refusal.reason}</p>` : nothing;

customElements.define('option-fields', OptionFields);

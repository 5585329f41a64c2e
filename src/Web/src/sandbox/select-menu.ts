import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SelectChoice } from './select-choices.ts';

let made = 0;

/** Discord's select: a combobox that opens a list; with several values it tells them once it closes. Fires `chosen` with the values. */
export class SelectMenu extends LitElement {
  static override properties = {
    label: { attribute: false },
    named: { attribute: false },
    choices: { attribute: false },
    least: { attribute: false },
    most: { attribute: false },
    disabled: { attribute: false },
    values: { state: true },
    open: { state: true },
    upward: { state: true },
    active: { state: true },
  };
  /** What stands in it while nothing is chosen. */
  declare label: string;
  /** Its name for those who do not see it; the label when empty. */
  declare named: string;
  declare choices: readonly SelectChoice[];
  declare least: number;
  declare most: number;
  declare disabled: boolean;
  declare values: readonly string[];
  declare private open: boolean;
  /** Whether the list stands above, for want of room below. */
  declare private upward: boolean;
  declare private active: number;
  readonly #id = `select-${++made}`;
  #told = '';

  constructor() {
    super();
    Object.assign(this, { named: '', choices: [], least: 1, most: 1, disabled: false, values: [], open: false, upward: false, active: 0 });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const defaults = (choices: readonly SelectChoice[]): string => JSON.stringify(choices.filter(({ chosen }) => chosen).map(({ value }) => value));
    // Redrawn with the same choices, a person's selection stays.
    if (changed.has('choices') && (!this.hasUpdated || JSON.stringify(changed.get('choices')) !== JSON.stringify(this.choices))) {
      this.#told = defaults(this.choices);
      this.values = JSON.parse(this.#told) as string[];
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.open && (changed as Map<string, unknown>).has('open')) {
      const room = this.closest('.log, .modal-fields')?.getBoundingClientRect();
      const face = this.getBoundingClientRect();
      const needed = this.querySelector('.popup')?.getBoundingClientRect().height ?? 0;
      this.upward = room !== undefined && room.bottom - face.bottom < needed && face.top - room.top > room.bottom - face.bottom;
    }
    if (this.open) {
      this.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
    }
  }

  protected override render(): TemplateResult {
    const several = this.most > 1;
    const shown = this.choices.filter(({ value }) => this.values.includes(value)).map(({ label }) => label);
    return html`<div class="select" @focusout=${(event: FocusEvent) => this.#left(event)}>
      <div
        class="select-face"
        role="combobox"
        tabindex=${this.disabled ? -1 : 0}
        aria-label=${this.named || this.label}
        aria-expanded=${this.open}
        aria-haspopup="listbox"
        aria-controls=${`${this.#id}-list`}
        aria-disabled=${this.disabled}
        aria-activedescendant=${this.open ? `${this.#id}-${this.active}` : nothing}
        @click=${() => (this.open ? this.#close() : this.#open())}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
      >
        <span class=${shown.length > 0 ? '' : 'placeholder'}>${shown.length > 0 ? shown.join(', ') : this.label}</span><span aria-hidden="true">▾</span>
      </div>
      <ul
        class="popup ${this.upward ? 'upward' : ''}"
        id=${`${this.#id}-list`}
        role="listbox"
        tabindex="-1"
        aria-label=${this.named || this.label}
        aria-multiselectable=${several}
        ?hidden=${!this.open}
      >
        ${this.choices.map((choice, at) => this.#option(choice, at))}
        ${this.choices.length === 0 ? html`<li role="option" aria-disabled="true" aria-selected="false">Nothing to choose from</li>` : nothing}
      </ul>
    </div>`;
  }

  #option({ label, value, description, emoji }: SelectChoice, at: number): TemplateResult {
    return html`<li
      id=${`${this.#id}-${at}`}
      role="option"
      class=${at === this.active ? 'active' : ''}
      aria-selected=${this.values.includes(value)}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#toggle(value)}
    >
      ${emoji && !emoji.id ? html`${emoji.name} ` : nothing}${label} ${description ? html`<span class="popup-about">${description}</span>` : nothing}
    </li>`;
  }

  #open(): void {
    if (!this.disabled) {
      this.open = true;
      this.active = Math.max(
        0,
        this.choices.findIndex(({ value }) => this.values.includes(value)),
      );
    }
  }

  #close(): void {
    this.open = false;
    const now = JSON.stringify(this.values);
    if (now !== this.#told && this.values.length >= this.least) {
      this.#told = now;
      this.dispatchEvent(new CustomEvent('chosen', { detail: [...this.values] }));
    }
  }

  #toggle(value: string): void {
    const others = this.values.filter((one) => one !== value);
    const has = others.length < this.values.length;
    if (this.most === 1) {
      this.values = has && this.least === 0 ? [] : [value];
      // Choosing the same again is an action too.
      this.#told = '';
      this.#close();
    } else if (has || this.values.length < this.most) {
      this.values = has ? others : [...this.values, value];
    }
  }

  #left(event: FocusEvent): void {
    if (this.open && !this.contains(event.relatedTarget as Node | null)) this.#close();
  }

  #key(event: KeyboardEvent): void {
    const chosen = this.choices[this.active];
    if (!this.open) {
      if (!['Enter', ' ', 'ArrowDown', 'ArrowUp'].includes(event.key)) return;
      this.#open();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const count = this.choices.length || 1;
      this.active = (this.active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
    } else if (event.key === 'Home' || event.key === 'End') {
      this.active = event.key === 'Home' ? 0 : this.choices.length - 1;
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (chosen) this.#toggle(chosen.value);
    } else if (event.key === 'Escape') {
      this.#close();
    } else if (event.key.length === 1) {
      this.#find(event.key);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #find(letter: string): void {
    const begins = ({ label }: SelectChoice): boolean => label.replace(/^# /, '').toLowerCase().startsWith(letter.toLowerCase());
    const after = this.choices.findIndex((choice, at) => at > this.active && begins(choice));
    this.active = Math.max(0, after >= 0 ? after : this.choices.findIndex(begins));
  }
}

customElements.define('select-menu', SelectMenu);

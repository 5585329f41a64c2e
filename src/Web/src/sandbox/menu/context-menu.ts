import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { styleMap } from '../theme/style-map.ts';

export interface MenuItem {
  label: string;
  run: () => void;
}

export interface MenuGroup {
  title: string;
  items: readonly MenuItem[];
}

/** The menu of a right click. Arrow keys walk, Escape closes, and the focus goes back to where it was. */
export class ContextMenu extends LitElement {
  static override properties = { groups: { state: true }, at: { state: true } };
  declare private groups: readonly MenuGroup[];
  declare private at: { x: number; y: number };
  #before: HTMLElement | null = null;

  constructor() {
    super();
    this.groups = [];
    this.at = { x: 0, y: 0 };
  }

  /** Opens where the event was; false when there is nothing to offer there. */
  open(event: MouseEvent, groups: readonly MenuGroup[]): boolean {
    const offered = groups.filter(({ items }) => items.length > 0);
    if (offered.length === 0) {
      return false;
    }
    this.#before = document.activeElement as HTMLElement | null;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    // A key press has no point: then it opens at what it was pressed on.
    this.at = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : { x: box.left, y: box.bottom };
    this.groups = offered;
    void this.updateComplete.then(() => this.#shown());
    return true;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.groups.length === 0) {
      return nothing;
    }
    return html`<div
      class="menu"
      role="menu"
      aria-label="Commands for this"
      style=${styleMap({ left: `${this.at.x}px`, top: `${this.at.y}px` })}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
      @focusout=${(event: FocusEvent) => this.#left(event)}
    >
      ${this.groups.map(
        ({ title, items }) =>
          html`<div role="group" aria-label=${title}>
            <div class="menu-title" aria-hidden="true">${title}</div>
            ${items.map((item) => html`<button type="button" role="menuitem" tabindex="-1" @click=${() => this.#run(item)}>${item.label}</button>`)}
          </div>`,
      )}
    </div>`;
  }

  #shown(): void {
    const menu = this.querySelector<HTMLElement>('.menu');
    if (menu) {
      const { width, height } = menu.getBoundingClientRect();
      this.at = {
        x: Math.max(4, Math.min(this.at.x, innerWidth - width - 8)),
        y: Math.max(4, Math.min(this.at.y, innerHeight - height - 8)),
      };
      this.#items()[0]?.focus();
    }
  }

  #items = (): HTMLElement[] => [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];

  #run(item: MenuItem): void {
    this.#close();
    item.run();
  }

  #close(): void {
    this.groups = [];
    this.#before?.focus();
    this.#before = null;
  }

  #left(event: FocusEvent): void {
    if (this.groups.length > 0 && !this.contains(event.relatedTarget as Node | null)) {
      this.#before = null;
      this.#close();
    }
  }

  #key(event: KeyboardEvent): void {
    const items = this.#items();
    const now = items.indexOf(document.activeElement as HTMLElement);
    const goal = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (goal !== undefined) {
      items.at(goal % items.length)?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define('context-menu', ContextMenu);

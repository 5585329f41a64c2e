import { html, LitElement, nothing, type TemplateResult } from 'lit';
import './composer/composer.ts';
import type { Composer } from './composer/composer.ts';
import type { World } from './contract.ts';
import './inspector/inspector.ts';
import './menu/context-menu.ts';
import type { ContextMenu } from './menu/context-menu.ts';
import './messages/message-list.ts';
import './modal/modal-form.ts';
import './people/places.ts';
import type { Connection } from './feed.ts';
import { Sandbox } from './sandbox.ts';
import { showRefusal } from './refusal.ts';
import { ThemeChoice } from './theme/theme.ts';
import { displayName, titleOf, type Names, type Place } from './world.ts';

const InspectorKey = 'sandbox.inspector';

const isLost = (connection: Connection): boolean => connection === 'lost' || connection === 'crowded';

/** The whole page: hands the parts what they show, whenever it changes. */
export class Page extends LitElement {
  static override properties = { inspecting: { state: true }, drawer: { state: true } };
  declare private inspecting: boolean;
  /** Whether the places are shown where there is no room to show them always. */
  declare private drawer: boolean;
  readonly #sandbox = new Sandbox();
  readonly #theme = new ThemeChoice();
  readonly #menu = (): ContextMenu | null => this.querySelector<ContextMenu>('context-menu');

  constructor() {
    super();
    this.inspecting = localStorage.getItem(InspectorKey) === 'open';
    this.drawer = false;
    this.#sandbox.addEventListener('change', () => this.requestUpdate());
    this.#theme.addEventListener('change', () => this.requestUpdate());
    document.addEventListener('keydown', (event) => this.#shortcut(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#sandbox.start().then(() => this.#arrived());
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { world, place, names, trouble } = this.#sandbox;
    if (!world || !place || !names) {
      return html`<main class="blank">${trouble ? showRefusal(trouble) : 'Loading…'}</main>`;
    }
    document.title = `${titleOf(place)} · ${world.application.name} sandbox`;
    return html`<div class="page ${this.inspecting ? 'inspecting' : ''} ${this.drawer ? 'drawer' : ''}">
        <div class="side" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#showPlaces(false)}>
          <sandbox-places
            .sandbox=${this.#sandbox}
            .world=${world}
            .place=${place}
            .unread=${this.#sandbox.unread.channels}
            .menu=${this.#menu}
            @gone=${() => this.#arrived()}
          ></sandbox-places>
        </div>
        ${this.#header(world, place)} ${this.#main(place, names)}
        ${
          this.inspecting
            ? html`<exchange-inspector
                .sandbox=${this.#sandbox}
                .exchanges=${this.#sandbox.exchanges}
                .switches=${world.switches}
                .locale=${names.locale}
                @close=${() => this.#inspect(false)}
              ></exchange-inspector>`
            : nothing
        }
      </div>
      <modal-form .sandbox=${this.#sandbox} .names=${names} .asked=${this.#sandbox.modal}></modal-form>`;
  }

  #main(place: Place, names: Names): TemplateResult {
    const { timeline, pending, complaints, connection, trouble } = this.#sandbox;
    const { messages, failures, forgotten } = timeline;
    return html`<main>
      <div role="status">${this.#connection()}</div>
      ${trouble && !isLost(connection) ? showRefusal(trouble) : nothing}
      <message-list
        .sandbox=${this.#sandbox}
        .place=${place}
        .names=${names}
        .messages=${messages}
        .failures=${failures}
        .forgotten=${forgotten}
        .pending=${pending}
        .complaints=${complaints}
        .theme=${this.#theme.now}
        .menu=${this.#menu}
        @compose=${(event: CustomEvent<string>) => void this.#composer?.begin(event.detail)}
      ></message-list>
      <sandbox-composer .sandbox=${this.#sandbox} .place=${place} .names=${names} .waiting=${this.#sandbox.waiting}></sandbox-composer>
      <context-menu></context-menu>
    </main>`;
  }

  #connection(): TemplateResult | typeof nothing {
    const { connection } = this.#sandbox;
    if (!isLost(connection)) {
      return nothing;
    }
    return html`<p class="lost">Connection lost, trying again…${connection === 'crowded' ? ' Too many pages are open: close one.' : nothing}</p>`;
  }

  #header(world: World, place: Place): TemplateResult {
    return html`<header class="top">
      <button
        type="button"
        class="icon burger"
        aria-label="Show places"
        aria-expanded=${this.drawer}
        aria-controls="places"
        @click=${() => this.#showPlaces(!this.drawer)}
      >
        ☰
      </button>
      <h1>${titleOf(place)}</h1>
      <label class="who">
        <span>You are</span>
        <select aria-label="You are" @change=${(event: Event) => void this.#sandbox.become((event.target as HTMLSelectElement).value)}>
          ${world.people.map(
            ({ user, about }) => html`<option value=${user.id} .selected=${user.id === this.#sandbox.me}>${displayName(user)} · ${about}</option>`,
          )}
        </select>
      </label>
      <button type="button" class="icon" aria-label="Theme" title="Light or dark" @click=${() => this.#theme.toggle()}>◐</button>
      <button
        type="button"
        class="icon"
        aria-label="Inspector"
        title="Requests and answers (Alt+I)"
        aria-keyshortcuts="Alt+I"
        aria-expanded=${this.inspecting}
        @click=${() => this.#inspect(!this.inspecting)}
      >
        { }
      </button>
    </header>`;
  }

  get #composer(): Composer | null {
    return this.querySelector<Composer>('sandbox-composer');
  }

  #arrived(): void {
    this.drawer = false;
    // Where keys are on the screen, they would cover what one came to see.
    if (matchMedia('(hover: hover)').matches) {
      void this.updateComplete.then(() => this.#composer?.focusInput());
    }
  }

  #showPlaces(shown: boolean): void {
    this.drawer = shown;
    const goal = shown ? '.side [aria-current]' : '.burger';
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(goal)?.focus());
  }

  #inspect(open: boolean): void {
    this.inspecting = open;
    localStorage.setItem(InspectorKey, open ? 'open' : 'closed');
    if (!open && this.querySelector('#inspector')?.contains(document.activeElement)) {
      this.querySelector<HTMLElement>('[aria-label=Inspector][aria-expanded]')?.focus();
    }
  }

  #shortcut(event: KeyboardEvent): void {
    const typing =
      event.target instanceof Element && event.target.closest('input, textarea, select, dialog, [role=menu], [role=combobox][aria-expanded=true]') !== null;
    if (event.altKey && event.code === 'KeyI') {
      this.#inspect(!this.inspecting);
    } else if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      void this.#composer?.resume();
    } else {
      return;
    }
    event.preventDefault();
  }
}

customElements.define('sandbox-page', Page);

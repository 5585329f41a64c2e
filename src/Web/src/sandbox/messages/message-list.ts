import '@skyra/discord-components-core/discord-messages.js';
import '../theme/corrections.ts';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { CommandType, type Message, type User } from '../discord.ts';
import { contextCommands } from '../commands.ts';
import { localised } from '../locales.ts';
import type { ContextMenu, MenuItem } from '../menu/context-menu.ts';
import { showRefusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Theme } from '../theme/theme.ts';
import { anchorOf, follows, isOf, newcomers, type Failure } from '../timeline.ts';
import { displayName, type Names, type Place } from '../world.ts';
import type { Drawing } from './context.ts';
import { showMessage } from './message.ts';

const Chips = ['/start', '/daily', '/flip', '/bet'];
const NearBottomPixels = 80;
const MinuteMilliseconds = 60_000;

/** What was said in the place, and what can be done with it. Fires `compose` with a text for the composer. */
export class MessageList extends LitElement {
  static override properties = {
    sandbox: { attribute: false },
    place: { attribute: false },
    names: { attribute: false },
    messages: { attribute: false },
    failures: { attribute: false },
    forgotten: { attribute: false },
    behind: { state: true },
    pending: { attribute: false },
    complaints: { attribute: false },
    theme: { attribute: false },
    menu: { attribute: false },
  };
  declare sandbox: Sandbox;
  declare place: Place;
  declare names: Names;
  declare messages: readonly Message[];
  declare failures: readonly Failure[];
  /** Whether the server forgot what was shown before. */
  declare forgotten: boolean;
  /** Whether others said something below what is looked at. */
  declare private behind: boolean;
  declare pending: ReadonlySet<string>;
  declare complaints: ReadonlyMap<string, unknown>;
  declare theme: Theme;
  declare menu: () => ContextMenu | null;
  #clock: ReturnType<typeof setInterval> | undefined;
  #atBottom = true;
  /** Where the list stood when it last followed or was scrolled, in pixels. */
  #top = 0;
  #resized = new ResizeObserver(() => this.#follow());

  constructor() {
    super();
    this.behind = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
    this.#clock = setInterval(() => this.requestUpdate(), MinuteMilliseconds);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#resized.disconnect();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    this.#watch();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const place = changed.get('place');
    if (changed.has('place') && place?.channel.id !== this.place.channel.id) {
      this.#present();
    } else if (changed.has('messages') || changed.has('failures')) {
      const before = changed.get('messages') ?? this.messages;
      const failed = this.failures.length > (changed.get('failures') ?? this.failures).length;
      this.#arrived(newcomers(before, this.messages), failed || before.length === 0);
    }
  }

  /** One's own doing leads to where it shows; what others do waits until one looks. */
  #arrived(messages: readonly Message[], own: boolean): void {
    if (own || messages.some((message) => isOf(this.names.me, message))) {
      this.#present();
    } else if (messages.length > 0 && !this.#atBottom) {
      this.behind = true;
    }
  }

  #present(): void {
    this.#atBottom = true;
    this.behind = false;
  }

  protected override updated(): void {
    this.#follow();
  }

  #watch(): void {
    // Components draw themselves later than we do, and pictures later still: the end is where it is when they are done.
    const inner = this.querySelector('.log-inner');
    if (inner) this.#resized.observe(inner);
    const log = this.#log;
    if (log) this.#resized.observe(log);
  }

  protected override render(): TemplateResult {
    const drawing = this.#drawing();
    const messages = this.messages.filter(({ id }) => !this.sandbox.visit.hasDismissed(id));
    const failed = (after: string | null): TemplateResult[] =>
      this.failures.filter((one) => anchorOf(one, messages) === after).map((one) => this.#failure(one));
    const empty = messages.length === 0 && this.sandbox.timeline.loaded;
    // The components learn their theme when they are made.
    return html`<div class="log" role="log" aria-label="Messages" tabindex="0" @scroll=${() => this.#scrolled()}>
        <div class="log-inner">
          ${this.forgotten ? html`<p class="log-note">The server was started again; the sandbox forgot what was said before.</p>` : nothing}
          ${empty ? this.#welcome() : nothing}
          ${keyed(
            this.theme,
            html`<discord-messages .lightTheme=${this.theme === 'light'} no-background>
              ${failed(null)}
              ${repeat(
                messages,
                ({ id }) => id,
                (message, at) => html`${showMessage(message, follows(message, messages[at - 1]), drawing)}${failed(message.id)}`,
              )}
            </discord-messages>`,
          )}
        </div>
      </div>
      ${this.behind ? html`<button type="button" class="present" aria-label="Jump to present" @click=${() => this.#jump()}>New messages ↓</button>` : nothing}`;
  }

  #jump(): void {
    this.#present();
    this.#follow();
    this.#log?.focus();
  }

  #drawing(): Drawing {
    const { commands } = this.names;
    return {
      hasMenu: [CommandType.Message, CommandType.User].some((type) => contextCommands(commands, type, this.place).length > 0),
      names: this.names,
      now: Date.now(),
      isPending: ({ id }, customId) => this.sandbox.pending.has(`${id}/${customId}`),
      complaintOf: ({ id }) => this.sandbox.complaints.get(id),
      press: ({ id }, customId, values) => void this.sandbox.press(id, customId, values),
      dismiss: (id) => this.#dismiss(id),
      openMenu: (event, message) => this.#openMenu(event as MouseEvent, message),
    };
  }

  #dismiss(id: string): void {
    this.sandbox.dismiss(id);
    this.#log?.focus();
  }

  #failure({ id, title, refusal }: Failure): TemplateResult {
    return html`<div class="failure">
      <p>You used <strong>${title}</strong></p>
      ${showRefusal(refusal, () => this.#dismiss(id))}
    </div>`;
  }

  #welcome(): TemplateResult {
    const compose = (text: string) => () => this.dispatchEvent(new CustomEvent('compose', { detail: text }));
    return html`<section class="welcome">
      <h2>Nothing has been said here yet</h2>
      <p>Type <kbd>/start</kbd> below, or choose one of these:</p>
      <p>${Chips.map((chip) => html`<button type="button" class="chip" @click=${compose(chip)}>${chip}</button> `)}</p>
    </section>`;
  }

  get #log(): HTMLElement | null {
    return this.querySelector('.log');
  }

  #scrolled(): void {
    const log = this.#log;
    if (!log) return;
    // The event of our own scrolling comes a frame later, when a tall card may have grown away below: only who goes up wants to stay.
    const isUp = log.scrollTop < this.#top;
    this.#top = log.scrollTop;
    this.#atBottom = log.scrollHeight - log.scrollTop - log.clientHeight < NearBottomPixels || (this.#atBottom && !isUp);
    if (this.#atBottom) this.behind = false;
  }

  #follow(): void {
    const log = this.#log;
    if (!log || !this.#atBottom) return;
    log.scrollTop = log.scrollHeight;
    this.#top = log.scrollTop;
  }

  #openMenu(event: MouseEvent, message: Message): void {
    const user = this.#personAt(event, message);
    const byButton = event.type === 'click';
    const groups = [
      ...(user === undefined || byButton ? [{ title: 'Message', items: this.#items(CommandType.Message, message.id) }] : []),
      ...(user !== undefined || byButton ? [this.#userGroup(user ?? message.author)] : []),
    ];
    if (this.menu()?.open(event, groups)) event.preventDefault();
  }

  #userGroup(user: User): { title: string; items: MenuItem[] } {
    return { title: displayName(user), items: this.#items(CommandType.User, user.id) };
  }

  #items(type: number, target: string): MenuItem[] {
    return contextCommands(this.names.commands, type, this.place).map((command) => ({
      label: localised(command.name, command.name_localizations, this.names.locale),
      run: () => void this.sandbox.run(command.name, { command_id: command.id, target_id: target }),
    }));
  }

  /** Whose name, picture or mention was meant, if it was one. */
  #personAt(event: MouseEvent, message: Message): User | undefined {
    for (const part of event.composedPath()) {
      if (!(part instanceof HTMLElement)) continue;
      const { userId } = part.dataset;
      if (userId) return this.names.user(userId);
      if (part.matches('.discord-author-username, .discord-author-avatar')) return message.author;
      if (part.matches('article')) return undefined;
    }
    return undefined;
  }
}

customElements.define('message-list', MessageList);

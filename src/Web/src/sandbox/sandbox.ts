import type { CommandRequest, Exchange, Outcome, Refusal, Suggestions, Switches, World } from './contract.ts';
import type { Message, Modal, OptionValue } from './discord.ts';
import { Feed, type Connection } from './feed.ts';
import { refusalOf, Refused, Server } from './server.ts';
import { withMessage, withoutMessage } from './timeline.ts';
import { Visit } from './visit.ts';
import { Names, placeOf, placesOf, type Place } from './world.ts';

/** A command that Discord would have shown as failed, told where its answer would have stood. */
export interface Failure {
  id: string;
  title: string;
  /** The message it stands after; null at the top. */
  after: string | null;
  refusal: Refusal;
}

export interface OpenModal {
  interaction: string;
  modal: Modal;
}

const MostMessages = 300;
const MostExchanges = 200;
const RetryMilliseconds = 1500;

/** Everything the page knows, and everything a person can do there. Its parts are replaced, never changed, so that who shows one sees whether it is new. */
export class Sandbox extends EventTarget {
  world: World | undefined;
  connection: Connection = 'connecting';
  messages: readonly Message[] = [];
  loaded = false;
  failures: readonly Failure[] = [];
  exchanges: readonly Exchange[] = [];
  /** Components whose answer has not come, as `message/custom_id`. */
  pending: ReadonlySet<string> = new Set();
  /** Why a component's last press failed, by message. */
  complaints: ReadonlyMap<string, Refusal> = new Map();
  unread: ReadonlySet<string> = new Set();
  /** Commands sent and not yet answered. */
  waiting = 0;
  modal: OpenModal | undefined;
  /** Why nothing could be loaded at all. */
  trouble: Refusal | undefined;
  readonly visit = new Visit();
  readonly #server = new Server();
  #feed: Feed | undefined;
  // Made once for each world and place, so that who shows them sees when they change.
  #names: Names | undefined;
  #place: Place | undefined;
  #arriving: ((messages: readonly Message[]) => readonly Message[])[] = [];

  get me(): string {
    return this.visit.person ?? '';
  }

  get place(): Place | undefined {
    return (this.#place ??= this.world && placeOf(this.world, this.visit.channel ?? ''));
  }

  get names(): Names | undefined {
    return (this.#names ??= this.world && new Names(this.world, this.me, this.place));
  }

  async start(): Promise<void> {
    await this.#loadWorld();
    if (this.world) {
      this.#listen();
    } else {
      setTimeout(() => void this.start(), RetryMilliseconds);
    }
  }

  async become(person: string): Promise<void> {
    this.visit.person = person;
    this.visit.channel = this.place?.server ? this.visit.channel : null;
    Object.assign(this, { exchanges: [], failures: [], complaints: new Map(), unread: new Set(), messages: [], loaded: false });
    await this.#loadWorld();
    this.#listen();
  }

  async open(channel: string): Promise<void> {
    this.#arrive(this.world, channel);
    Object.assign(this, { messages: [], loaded: false, failures: [], complaints: new Map() });
    this.unread = new Set([...this.unread].filter((id) => id !== channel));
    this.#changed();
    await this.#loadMessages();
  }

  async say(content: string): Promise<void> {
    const message = await this.#server.say({ ...this.#here(), content });
    this.#take(message);
  }

  async run(title: string, request: { command_id: string; target_id?: string; options?: OptionValue[] }): Promise<void> {
    const channel = this.visit.channel;
    this.waiting++;
    this.#changed();
    const refusal = await this.#outcome(this.#server.run({ ...this.#here(), ...request }));
    this.waiting--;
    if (refusal && channel === this.visit.channel) {
      const failure = { id: crypto.randomUUID(), title, after: this.messages.at(-1)?.id ?? null, refusal };
      this.failures = [...this.failures, failure];
    }
    this.#changed();
  }

  suggest(request: Omit<CommandRequest, 'user' | 'channel'>, signal: AbortSignal): Promise<Suggestions> {
    return this.#server.suggest({ ...this.#here(), ...request }, signal);
  }

  async press(message: string, customId: string, values?: string[]): Promise<void> {
    const key = `${message}/${customId}`;
    if (this.pending.has(key)) {
      return;
    }
    this.pending = new Set([...this.pending, key]);
    this.#complain(message, undefined);
    const refusal = await this.#outcome(this.#server.press({ ...this.#here(), message_id: message, custom_id: customId, ...(values ? { values } : {}) }));
    this.pending = new Set([...this.pending].filter((one) => one !== key));
    this.#complain(message, refusal);
  }

  /** Why the form was refused; undefined when it was taken, and closed. */
  async submit(components: unknown[]): Promise<Refusal | undefined> {
    const modal = this.modal;
    const refusal = modal && (await this.#outcome(this.#server.submit({ ...this.#here(), interaction_id: modal.interaction, components })));
    if (modal && !refusal) {
      this.closeModal(modal);
    }
    return refusal;
  }

  closeModal(modal: OpenModal): void {
    if (this.modal === modal) {
      this.modal = undefined;
      this.#changed();
    }
  }

  dismiss(id: string): void {
    this.visit.dismiss(id);
    this.failures = this.failures.filter((failure) => failure.id !== id);
    this.messages = [...this.messages];
    this.#changed();
  }

  async turn(switches: Partial<Switches>): Promise<void> {
    this.#takeSwitches(await this.#server.turn(switches));
  }

  #arrive(world: World | undefined, channel: string | null): void {
    this.world = world;
    this.visit.channel = channel;
    this.#names = undefined;
    this.#place = undefined;
  }

  #here(): { user: string; channel: string } {
    return { user: this.me, channel: this.visit.channel ?? '' };
  }

  #complain(message: string, refusal: Refusal | undefined): void {
    const others = [...this.complaints].filter(([id]) => id !== message);
    this.complaints = new Map(refusal ? [...others, [message, refusal]] : others);
    this.#changed();
  }

  async #outcome(asked: Promise<Outcome>): Promise<Refusal | undefined> {
    try {
      const { outcome, modal, refusal, interaction_id: interaction } = await asked;
      if (outcome === 'modal' && modal) {
        this.modal = { interaction, modal };
        this.#changed();
      }
      return outcome === 'refused' ? (refusal ?? { message: 'This interaction failed' }) : undefined;
    } catch (error) {
      return refusalOf(error);
    }
  }

  async #loadWorld(): Promise<void> {
    try {
      const world = await this.#askWorld();
      const person = world.people.find(({ user }) => user.id === this.visit.person) ?? world.people[0];
      if (person && person.user.id !== this.visit.person) {
        // Permissions and direct messages are a person's own, so the world must be asked for by name.
        this.visit.person = person.user.id;
        await this.#loadWorld();
        return;
      }
      this.trouble = undefined;
      const place = placeOf(world, this.visit.channel ?? '') ?? placesOf(world)[0];
      this.#arrive(world, place?.channel.id ?? null);
    } catch (error) {
      this.trouble = refusalOf(error);
    }
    this.#changed();
  }

  async #askWorld(): Promise<World> {
    try {
      return await this.#server.world(this.visit.person);
    } catch (error) {
      if (this.visit.person === null || !(error instanceof Refused)) {
        throw error;
      }
      // An old address may name somebody who is not here.
      return this.#server.world(null);
    }
  }

  async #loadMessages(): Promise<void> {
    const { user, channel } = this.#here();
    this.#arriving = [];
    try {
      const messages = await this.#server.messages(channel, user);
      if (channel !== this.visit.channel || user !== this.me) {
        return;
      }
      // What the feed told while we asked is newer than the answer.
      this.messages = this.#arriving.reduce((known, change) => change(known), messages);
      this.loaded = true;
      this.trouble = undefined;
    } catch (error) {
      this.trouble = refusalOf(error);
    }
    this.#changed();
  }

  #listen(): void {
    this.#feed?.close();
    this.#feed = new Feed(this.#server.feedAddress(this.me), {
      connection: (now) => {
        this.connection = now;
        this.#changed();
      },
      hello: () => void this.#loadWorld().then(() => this.#loadMessages()),
      message: (message) => this.#take(message),
      messageDelete: (channel, id) => this.#change(channel, (messages) => withoutMessage(messages, id)),
      commands: () => void this.#loadWorld(),
      switches: (switches) => this.#takeSwitches(switches),
      exchange: (exchange) => {
        this.exchanges = [exchange, ...this.exchanges].slice(0, MostExchanges);
        this.#changed();
      },
    });
  }

  #take(message: Message): void {
    if (message.channel_id !== this.visit.channel) {
      this.unread = new Set([...this.unread, message.channel_id]);
    }
    this.#change(message.channel_id, (messages) => withMessage(messages, message));
  }

  #change(channel: string, change: (messages: readonly Message[]) => readonly Message[]): void {
    if (channel === this.visit.channel) {
      this.#arriving.push(change);
      this.messages = change(this.messages).slice(-MostMessages);
    }
    this.#changed();
  }

  #takeSwitches(switches: Switches): void {
    this.world = this.world && { ...this.world, switches };
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

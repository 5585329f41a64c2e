import type { CommandRequest, Exchange, Outcome, Refusal, Suggestions, Switches, World } from './contract.ts';
import type { Message, Modal, OptionValue } from './discord.ts';
import { Feed, type Connection } from './feed.ts';
import { refusalOf, Server } from './server.ts';
import { earlier, Timeline, withMessage, withoutMessage } from './timeline.ts';
import { Unread } from './unread.ts';
import { Visit } from './visit.ts';
import { Names, placeOf, placesOf, type Place } from './world.ts';

export interface OpenModal {
  interaction: string;
  modal: Modal;
}

const MostExchanges = 200;
const RetryMilliseconds = 1500;

interface Here {
  user: string;
  channel: string;
}

/** Everything the page knows, and everything a person can do there. Its parts are replaced, never changed, so that who shows one sees whether it is new. */
export class Sandbox extends EventTarget {
  world: World | undefined;
  connection: Connection = 'connecting';
  exchanges: readonly Exchange[] = [];
  /** Components whose answer has not come, as `message/custom_id`. */
  pending: ReadonlySet<string> = new Set();
  /** Why a component's last press failed, by message. */
  complaints: ReadonlyMap<string, Refusal> = new Map();
  readonly unread = new Unread();
  /** What is seen of the place one is in; another one in another place. */
  timeline = new Timeline();
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
  /** The latest question for the world: answers to earlier ones come too late. */
  #asked = 0;
  #greeted = false;

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
    this.#feed?.close();
    this.visit.person = person;
    this.visit.channel = this.place?.server ? this.visit.channel : null;
    this.timeline = new Timeline();
    Object.assign(this, { exchanges: [], complaints: new Map(), modal: undefined });
    this.unread.forget();
    // Whoever one became meanwhile listens for themselves.
    if (await this.#loadWorld()) {
      this.#listen();
    }
  }

  async open(channel: string): Promise<void> {
    this.#arrive(this.world, channel);
    this.timeline = new Timeline();
    this.complaints = new Map();
    this.unread.visit(channel);
    this.#changed();
    await this.#loadMessages();
  }

  async say(content: string): Promise<void> {
    const message = await this.#server.say({ ...this.#here(), content });
    this.#take(message);
  }

  async run(title: string, request: { command_id: string; target_id?: string; options?: OptionValue[] }): Promise<void> {
    this.waiting++;
    this.#changed();
    const refusal = await this.#outcome((here) => this.#server.run({ ...here, ...request }));
    this.waiting--;
    if (refusal) {
      this.timeline.fail(title, refusal);
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
    const refusal = await this.#outcome((here) => this.#server.press({ ...here, message_id: message, custom_id: customId, ...(values ? { values } : {}) }));
    this.pending = new Set([...this.pending].filter((one) => one !== key));
    this.#complain(message, refusal);
  }

  /** Why the form was refused; undefined when it was taken, and closed. */
  async submit(components: unknown[]): Promise<Refusal | undefined> {
    const modal = this.modal;
    const refusal = modal && (await this.#outcome((here) => this.#server.submit({ ...here, interaction_id: modal.interaction, components })));
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
    this.timeline.dismiss(id);
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

  #here(): Here {
    return { user: this.me, channel: this.visit.channel ?? '' };
  }

  #isAt({ user, channel }: Here): boolean {
    return user === this.me && channel === this.visit.channel;
  }

  #complain(message: string, refusal: Refusal | undefined): void {
    const others = [...this.complaints].filter(([id]) => id !== message);
    this.complaints = new Map(refusal ? [...others, [message, refusal]] : others);
    this.#changed();
  }

  /** Why it was refused; undefined when it was not, and when whoever asked has gone elsewhere since: nothing is told, and no form opens, there. */
  async #outcome(ask: (here: Here) => Promise<Outcome>): Promise<Refusal | undefined> {
    const here = this.#here();
    try {
      const { outcome, modal, refusal, interaction_id: interaction } = await ask(here);
      if (outcome === 'modal' && modal && this.#isAt(here)) {
        this.modal = { interaction, modal };
        this.#changed();
      }
      return outcome === 'refused' && this.#isAt(here) ? (refusal ?? { message: 'This interaction failed' }) : undefined;
    } catch (error) {
      return this.#isAt(here) ? refusalOf(error) : undefined;
    }
  }

  /** False when the world was asked for again before the answer came, which then counts for nothing. */
  async #loadWorld(): Promise<boolean> {
    const turn = ++this.#asked;
    try {
      const world = await this.#server.worldOrAnother(this.visit.person);
      if (turn !== this.#asked) {
        return false;
      }
      const person = world.people.find(({ user }) => user.id === this.visit.person) ?? world.people[0];
      if (person && person.user.id !== this.visit.person) {
        // Permissions and direct messages are a person's own, so the world must be asked for by name.
        this.visit.person = person.user.id;
        return await this.#loadWorld();
      }
      this.trouble = undefined;
      const place = placeOf(world, this.visit.channel ?? '') ?? placesOf(world)[0];
      this.#arrive(world, place?.channel.id ?? null);
    } catch (error) {
      if (turn !== this.#asked) {
        return false;
      }
      this.trouble = refusalOf(error);
    }
    this.#changed();
    return true;
  }

  async #loadMessages(): Promise<void> {
    const { user, channel } = this.#here();
    const timeline = this.timeline;
    let trouble: Refusal | undefined;
    try {
      await timeline.load(this.#server.messages(channel, user));
    } catch (error) {
      trouble = refusalOf(error);
    }
    // Who left meanwhile looks at another one.
    if (timeline === this.timeline) {
      this.trouble = trouble;
      timeline.messages.forEach((message) => this.unread.hear(message, channel));
      this.#changed();
    }
  }

  /** Everything anew, after a time of not listening: also which places something was said in. */
  async #catchUp(): Promise<void> {
    const { user } = this.#here();
    const { newest } = this.unread;
    const returns = this.#greeted;
    this.#greeted = true;
    await this.#loadWorld();
    if (user === this.me) {
      await Promise.all([this.#loadMessages(), returns ? this.#findUnread(newest) : undefined]);
    }
  }

  async #findUnread(since: string): Promise<void> {
    const { user } = this.#here();
    const elsewhere = (this.world ? placesOf(this.world) : []).map(({ channel }) => channel.id).filter((id) => id !== this.visit.channel);
    await Promise.all(
      elsewhere.map(async (channel) => {
        // Whoever cannot be asked about is no news.
        const last = (await this.#server.messages(channel, user).catch(() => [])).at(-1);
        if (last && earlier(since, last.id) && user === this.me) {
          this.unread.hear(last, this.visit.channel);
        }
      }),
    );
    this.#changed();
  }

  #listen(): void {
    this.#feed?.close();
    this.#greeted = false;
    this.#feed = new Feed(this.#server.feedAddress(this.me), {
      connection: (now) => {
        this.connection = now;
        this.#changed();
      },
      answers: () =>
        this.#server.world(this.visit.person).then(
          () => true,
          () => false,
        ),
      hello: () => void this.#catchUp(),
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
    this.unread.hear(message, this.visit.channel);
    this.#change(message.channel_id, (messages) => withMessage(messages, message));
  }

  #change(channel: string, change: (messages: readonly Message[]) => readonly Message[]): void {
    if (channel === this.visit.channel) {
      this.timeline.change(change);
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

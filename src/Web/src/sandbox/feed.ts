import type { Exchange, Switches } from './contract.ts';
import type { Message } from './discord.ts';

/** `crowded`: lost, because more pages listen than the server has room for. */
export type Connection = 'connecting' | 'open' | 'lost' | 'crowded';

export interface FeedListener {
  connection(now: Connection): void;
  /** Whether the server answers other questions. */
  answers(): Promise<boolean>;
  hello(): void;
  message(message: Message): void;
  messageDelete(channel: string, id: string): void;
  commands(): void;
  switches(switches: Switches): void;
  exchange(exchange: Exchange): void;
}

interface Events {
  hello: object;
  message: { message: Message };
  message_delete: { channel_id: string; id: string };
  commands: object;
  switches: { switches: Switches };
  exchange: { exchange: Exchange };
}

const RetryMilliseconds = 1500;

/**
 * Listens to the server until closed, while the page is looked at: a browser holds six connections to one server at most, and a page that nobody sees
 * should not keep one from the others. Comes back by itself, after a break or when it is seen again, and then the first event is again `hello`.
 */
export class Feed {
  readonly #address: string;
  readonly #listener: FeedListener;
  #connection: Connection = 'connecting';
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string, listener: FeedListener) {
    this.#address = address;
    this.#listener = listener;
    document.addEventListener('visibilitychange', this.#look);
    this.#look();
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#hangUp();
  }

  #look = (): void => {
    this.#hangUp();
    if (!document.hidden) this.#open();
  };

  #tell(now: Connection): void {
    this.#connection = now;
    this.#listener.connection(now);
  }

  /** An event source does not say why it was refused; but when everything else is answered, it is for want of room. */
  async #explain(refused: EventSource): Promise<void> {
    const answers = await this.#listener.answers();
    if (this.#source === refused) this.#tell(answers ? 'crowded' : 'lost');
  }

  #hangUp(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
  }

  #open(): void {
    const source = new EventSource(this.#address);
    this.#source = source;
    source.onopen = () => this.#tell('open');
    source.onerror = () => {
      // The browser gives up for good when the server answers with an error, as it does while it restarts behind a proxy.
      const refused = source.readyState === EventSource.CLOSED;
      // Refused again, it is crowded until the answer says otherwise, so that the sentence does not come and go.
      if (!refused || this.#connection !== 'crowded') this.#tell('lost');
      if (refused) {
        void this.#explain(source);
        this.#retry = setTimeout(() => this.#open(), RetryMilliseconds);
      }
    };
    const on = <Name extends keyof Events>(name: Name, tell: (data: Events[Name]) => void): void =>
      source.addEventListener(name, (event: MessageEvent<string>) => tell(JSON.parse(event.data) as Events[Name]));
    on('hello', () => this.#listener.hello());
    on('message', ({ message }) => this.#listener.message(message));
    on('message_delete', ({ channel_id: channel, id }) => this.#listener.messageDelete(channel, id));
    on('commands', () => this.#listener.commands());
    on('switches', ({ switches }) => this.#listener.switches(switches));
    on('exchange', ({ exchange }) => this.#listener.exchange(exchange));
  }
}

import type { Exchange, Switches } from './contract.ts';
import type { Message } from './discord.ts';

export interface FeedListener {
  opened(): void;
  /** `refused`: the server answered, and said no. */
  lost(refused: boolean): void;
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

  #hangUp(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  #open(): void {
    const source = new EventSource(this.#address);
    this.#source = source;
    source.onopen = () => this.#listener.opened();
    source.onerror = () => {
      // The browser gives up for good when the server answers with an error, as it does while it restarts behind a proxy.
      const refused = source.readyState === EventSource.CLOSED;
      this.#listener.lost(refused);
      if (refused) {
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

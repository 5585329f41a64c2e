import type { Exchange, Switches } from './contract.ts';
import type { Message } from './discord.ts';

export type Connection = 'connecting' | 'open' | 'lost';

export interface FeedListener {
  connection(now: Connection): void;
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

/** Listens to the server until closed; comes back by itself after a break, and then the first event is again `hello`. */
export class Feed {
  readonly #address: string;
  readonly #listener: FeedListener;
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string, listener: FeedListener) {
    this.#address = address;
    this.#listener = listener;
    this.#open();
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  #open(): void {
    const source = new EventSource(this.#address);
    this.#source = source;
    source.onopen = () => this.#listener.connection('open');
    source.onerror = () => {
      this.#listener.connection('lost');
      // The browser gives up for good when the server answers with an error, as it does while it restarts behind a proxy.
      if (source.readyState === EventSource.CLOSED) {
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

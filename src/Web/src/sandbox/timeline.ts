import type { Refusal } from './contract.ts';
import type { Message } from './discord.ts';

/** Ids are 64-bit numbers in decimal without leading zeros: the longer one is the later one. */
export const earlier = (left: string, right: string): boolean => (left.length === right.length ? left < right : left.length < right.length);

/** The messages with this one in its place: instead of its former self, or where its id belongs. */
export function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const known = messages.findIndex(({ id }) => id === message.id);
  if (known >= 0) {
    return messages.with(known, message);
  }
  const before = messages.findLastIndex(({ id }) => earlier(id, message.id));
  return messages.toSpliced(before + 1, 0, message);
}

export const withoutMessage = (messages: readonly Message[], id: string): readonly Message[] => messages.filter((message) => message.id !== id);

const TogetherMilliseconds = 7 * 60_000;

/** Whether a message stands under the one before it without a head of its own. */
export function follows(message: Message, previous: Message | undefined): boolean {
  return (
    previous !== undefined &&
    message.type === 0 &&
    previous.author.id === message.author.id &&
    (previous.flags ?? 0) === (message.flags ?? 0) &&
    Date.parse(message.timestamp) - Date.parse(previous.timestamp) < TogetherMilliseconds
  );
}

/** Whether a message is this person's doing: said by them, or the bot's answer to them. */
export const isOf = (person: string, { author, interaction_metadata: cause }: Message): boolean => author.id === person || cause?.user.id === person;

/** What came behind the last message of before. */
export function newcomers(before: readonly Message[], now: readonly Message[]): readonly Message[] {
  const last = before.at(-1)?.id;
  return last === undefined ? now : now.filter(({ id }) => earlier(last, id));
}

/** A command that Discord would have shown as failed, told where its answer would have stood. */
export interface Failure {
  id: string;
  title: string;
  /** The message it stands after, or where that would be; null at the top. */
  after: string | null;
  refusal: Refusal;
}

/** The shown message that a failure stands behind; null at the top. */
export const anchorOf = ({ after }: Failure, shown: readonly Message[]): string | null =>
  after === null ? null : (shown.findLast(({ id }) => !earlier(after, id))?.id ?? null);

type Change = (messages: readonly Message[]) => readonly Message[];

const MostMessages = 300;
/** How many the server tells at once. */
const MostTold = 100;

/** What one person sees of one channel, while they are there. Its parts are replaced, never changed. */
export class Timeline {
  messages: readonly Message[] = [];
  failures: readonly Failure[] = [];
  loaded = false;
  /** Whether the server, asked again, knew nothing of what was shown: it keeps messages in memory. */
  forgotten = false;
  /** What the feed told since each load under way began. */
  readonly #loads = new Set<Change[]>();

  change(change: Change): void {
    this.#loads.forEach((arrived) => arrived.push(change));
    this.messages = change(this.messages).slice(-MostMessages);
  }

  /** Takes what the server knows, with what the feed told meanwhile, which is newer. Throws when the server does not answer. */
  async load(asked: Promise<readonly Message[]>): Promise<void> {
    const arrived: Change[] = [];
    const shown = this.messages;
    this.#loads.add(arrived);
    try {
      const known = await asked;
      const ids = new Set(known.map(({ id }) => id));
      if (shown.length > 0 && known.length < MostTold && !shown.some(({ id }) => ids.has(id))) {
        this.forgotten = true;
      }
      this.messages = arrived.reduce((messages, change) => change(messages), known).slice(-MostMessages);
      this.loaded = true;
    } finally {
      this.#loads.delete(arrived);
    }
  }

  fail(title: string, refusal: Refusal): void {
    const failure = { id: crypto.randomUUID(), title, after: this.messages.at(-1)?.id ?? null, refusal };
    this.failures = [...this.failures, failure];
  }

  dismiss(id: string): void {
    this.failures = this.failures.filter((failure) => failure.id !== id);
    this.messages = [...this.messages];
  }
}

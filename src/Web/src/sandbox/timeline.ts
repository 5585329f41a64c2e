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

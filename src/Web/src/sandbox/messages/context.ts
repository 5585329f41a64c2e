import type { Refusal } from '../contract.ts';
import type { Message } from '../discord.ts';
import type { Names } from '../world.ts';

/** What drawing a message needs besides the message. */
export interface Drawing {
  names: Names;
  /** Milliseconds since 1970. */
  now: number;
  isPending(message: Message, customId: string): boolean;
  complaintOf(message: Message): Refusal | undefined;
  press(message: Message, customId: string, values?: string[]): void;
  dismiss(id: string): void;
  /** Whether there is anything that can be done with messages, or with people. */
  hasMenu: boolean;
  /** Opens what can be done with a message, or a person, at a point of the window. */
  openMenu(event: Event, message: Message): void;
}

import type { Message } from './discord.ts';
import { earlier } from './timeline.ts';

/** The channels in which something was said since one was last there. */
export class Unread {
  channels: ReadonlySet<string> = new Set();
  /** The latest message heard of anywhere; what is later is news. */
  newest = '0';

  /** `here`: the channel that is looked at, where nothing is missed. */
  hear({ id, channel_id: channel }: Message, here: string | null): void {
    this.newest = earlier(this.newest, id) ? id : this.newest;
    if (channel !== here) {
      this.channels = new Set([...this.channels, channel]);
    }
  }

  visit(channel: string): void {
    this.channels = new Set([...this.channels].filter((id) => id !== channel));
  }

  forget(): void {
    this.channels = new Set();
  }
}

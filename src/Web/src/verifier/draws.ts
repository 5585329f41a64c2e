/** One number taken for a round. */
export interface Step {
  /** Which HMAC, from 0. */
  readonly block: number;
  /** Which of its eight numbers, from 0. */
  readonly place: number;
  /** The 32 bits. */
  readonly number: number;
  /** How many outcomes there were. */
  readonly range: number;
  /** 0 to range - 1; null: the number was rejected and another taken. */
  readonly value: number | null;
  /** What the value is in the game. */
  readonly meaning: string;
}

/** One HMAC of a round. */
export interface Block {
  readonly message: string;
  /** 64 hex digits. */
  readonly hex: string;
}

const numbersPerBlock = 8;
const bytesPerNumber = 4;
const numbers = 2 ** 32;

export const fromHex = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

export const toHex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What is published before a round: SHA-256 of the server seed's bytes. */
export const hashOf = async (server: string): Promise<string> => toHex(await crypto.subtle.digest('SHA-256', fromHex(server)));

/** The least number that would favour small outcomes, and is rejected with all above it. */
export const limitOf = (range: number): number => numbers - (numbers % range);

/** The provably fair numbers of one round, as docs/fairness.md tells them. Keeps each step that it took. */
export class Draws {
  readonly steps: Step[] = [];
  readonly blocks: Block[] = [];
  private view = new DataView(new ArrayBuffer(0));
  private readonly key: CryptoKey;
  private readonly prefix: string;

  private constructor(key: CryptoKey, prefix: string) {
    this.key = key;
    this.prefix = prefix;
  }

  /** @param nonce digits: it may be larger than what a number holds exactly. */
  static async of(server: string, client: string, nonce: string): Promise<Draws> {
    const key = await crypto.subtle.importKey('raw', fromHex(server), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Draws(key, `${client}:${nonce}:`);
  }

  /** A number from 0 up to, but not including, the range. */
  async below(range: number, meaning: (value: number) => string): Promise<number> {
    for (;;) {
      const block = Math.floor(this.steps.length / numbersPerBlock);
      const place = this.steps.length % numbersPerBlock;
      if (place === 0) await this.sign(block);

      const number = this.view.getUint32(place * bytesPerNumber);
      const value = number % range;
      const isFair = number < limitOf(range);
      this.steps.push({ block, place, number, range, value: isFair ? value : null, meaning: isFair ? meaning(value) : 'rejected, the next one is taken' });
      if (isFair) return value;
    }
  }

  private async sign(block: number): Promise<void> {
    const message = `${this.prefix}${block}`;
    const bytes = await crypto.subtle.sign('HMAC', this.key, new TextEncoder().encode(message));
    this.view = new DataView(bytes);
    this.blocks.push({ message, hex: toHex(bytes) });
  }
}

// Discord's REST API, as much of it as a deployment needs.
import { setTimeout as pause } from 'node:timers/promises';

/** Discord said no; the message tells what it said and never holds the token. */
export class Refused extends Error {
  constructor(status, text) {
    super(`Discord answered ${status}: ${text.slice(0, 400)}`);
    this.status = status;
  }
}

export class Discord {
  #token;
  #base;

  constructor(token, base = 'https://discord.com/api/v10') {
    this.#token = token.trim();
    this.#base = base.replace(/\/+$/, '');
  }

  /** One call; waits when Discord asks to. Discord counts refused calls per address, so nothing else is tried again. */
  async call(method, path, body) {
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(this.#base + path, {
        method,
        // Cloudflare in front of Discord turns other forms of User-Agent away.
        headers: { Authorization: `Bot ${this.#token}`, 'Content-Type': 'application/json', 'User-Agent': 'DiscordBot (https://github.com/flippyflip/flippyflip, 0.1.0)' },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      }).catch(failure => { throw new Refused(0, `it cannot be reached (${failure.cause?.code ?? failure.name})`); });
      const text = await answer.text();
      if (answer.status === 429 && attempt < 5) {
        await pause(Math.min(Number(answer.headers.get('Retry-After') ?? 1), 60) * 1000);
        continue;
      }
      if (!answer.ok) throw new Refused(answer.status, text);
      return text ? JSON.parse(text) : null;
    }
  }
}

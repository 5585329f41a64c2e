import type {
  CommandRequest,
  ComponentRequest,
  DiscordError,
  MessageRequest,
  ModalRequest,
  Outcome,
  Refusal,
  Suggestions,
  Switches,
  World,
} from './contract.ts';
import type { Message } from './discord.ts';

/** The server said no, in Discord's words; or could not be reached. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) {
    return error.refusal;
  }
  // All that a browser tells of a request that got no answer.
  return error instanceof TypeError
    ? { message: 'The sandbox does not answer. Is the bot running?' }
    : { message: 'The sandbox answered something unexpected.', reason: String(error) };
}

/** The page's own API, one method a request. */
export class Server {
  readonly #root: string;

  constructor(root = '/sandbox/page') {
    this.#root = root;
  }

  feedAddress(person: string): string {
    return `${this.#root}/feed?user=${encodeURIComponent(person)}`;
  }

  /** `person` null: whoever the server names first. */
  world(person: string | null): Promise<World> {
    return this.#ask(person === null ? 'world' : `world?user=${encodeURIComponent(person)}`);
  }

  /** As `world`; as whoever the server names first when it does not know this person: an old address may name somebody who is not here. */
  async worldOrAnother(person: string | null): Promise<World> {
    try {
      return await this.world(person);
    } catch (error) {
      if (person === null || !(error instanceof Refused)) {
        throw error;
      }
      return this.world(null);
    }
  }

  async messages(channel: string, person: string): Promise<readonly Message[]> {
    const answer = await this.#ask<{ messages: Message[] }>(`channels/${encodeURIComponent(channel)}/messages?user=${encodeURIComponent(person)}`);
    return answer.messages;
  }

  run(request: CommandRequest): Promise<Outcome> {
    return this.#ask('commands', request);
  }

  suggest(request: CommandRequest, signal: AbortSignal): Promise<Suggestions> {
    return this.#ask('autocomplete', request, signal);
  }

  press(request: ComponentRequest): Promise<Outcome> {
    return this.#ask('components', request);
  }

  submit(request: ModalRequest): Promise<Outcome> {
    return this.#ask('modals', request);
  }

  async say(request: MessageRequest): Promise<Message> {
    return (await this.#ask<{ message: Message }>('messages', request)).message;
  }

  async turn(switches: Partial<Switches>): Promise<Switches> {
    return (await this.#ask<{ switches: Switches }>('switches', switches)).switches;
  }

  async #ask<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const response = await fetch(`${this.#root}/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    if (!response.ok) {
      throw new Refused(await refusalIn(response));
    }
    return (await response.json()) as T;
  }
}

async function refusalIn(response: Response): Promise<Refusal> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { code?: number; message?: string; errors?: unknown };
    const errors = errorsIn(body.errors);
    const reason = body.code === undefined ? {} : { reason: `Code ${body.code}` };
    return { message: body.message ?? `The sandbox answered ${response.status}.`, ...reason, ...(errors.length > 0 ? { errors } : {}) };
  } catch {
    return { message: `The sandbox answered ${response.status}.`, ...(text ? { reason: text.slice(0, 300) } : {}) };
  }
}

/** Discord nests its errors by field: `{data: {content: {_errors: [{code, message}]}}}`. */
export function errorsIn(errors: unknown, path = ''): DiscordError[] {
  if (errors === null || typeof errors !== 'object') {
    return [];
  }
  return Object.entries(errors).flatMap(([key, value]): DiscordError[] => {
    if (key === '_errors' && Array.isArray(value)) {
      return value.map(({ code, message }: { code: string; message: string }) => ({ path, code, message }));
    }
    return errorsIn(value, path ? `${path}.${key}` : key);
  });
}

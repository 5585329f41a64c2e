// Answers the page's own API in memory, so that the page can be worked on (`npm run dev`) and looked at as built, under its content security policy
// (`npx vite preview`), without the bot. docs/sandbox.md says what a real answer is; here nobody judges anything.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import type { CommandRequest, ComponentRequest, MessageRequest, ModalRequest, Outcome, Switches } from '../src/sandbox/contract.ts';
import type { Message, User } from '../src/sandbox/discord.ts';
import { betting, panel, reportForm, worldOf } from './mock-world.ts';

const Policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

interface Listener {
  user: string;
  response: ServerResponse;
}

class MockServer {
  readonly #messages: (Message & { only?: string })[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #switches: Switches = { rate_limits: false, outage: false };
  #last = 2_000_000_000_000_000_000n;

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://localhost');
    const path = url.pathname.replace('/sandbox/page/', '');
    const user = url.searchParams.get('user') ?? '';
    if (path === 'feed') {
      this.#listen({ user, response });
      return;
    }
    const channel = /^channels\/(\d+)\/messages$/.exec(path)?.[1];
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    const answer = channel ? { messages: this.#seen(channel, user) } : this.#post(path, user, body);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  }

  #listen(listener: Listener): void {
    this.#listeners.add(listener);
    listener.response.on('close', () => this.#listeners.delete(listener));
    listener.response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: hello\ndata: {}\n\n');
  }

  #seen(channel: string, user: string): Message[] {
    return this.#messages.filter(({ channel_id, only }) => channel_id === channel && (only ?? user) === user);
  }

  #post(path: string, user: string, body: unknown): unknown {
    switch (path) {
      case 'world':
        return { ...worldOf(user || null), switches: this.#switches };
      case 'commands':
        return this.#run(body as CommandRequest);
      case 'autocomplete':
        return { choices: ['100', '1k', 'half', 'all'].map((value) => ({ name: `${value} coins`, value })) };
      case 'components':
        return this.#press(body as ComponentRequest);
      case 'modals':
        return this.#reply(body as ModalRequest, 'report', { content: 'Thank you.', flags: 64 });
      case 'messages': {
        const { user: author, channel, content } = body as MessageRequest;
        return { message: this.#add(channel, person(author), { content, type: 0 }) };
      }
      default:
        this.#tell('switches', { switches: Object.assign(this.#switches, body) });
        return { switches: this.#switches };
    }
  }

  #run(request: CommandRequest): Outcome {
    const name = worldOf(request.user).commands.find(({ id }) => id === request.command_id)?.name ?? '';
    const text = JSON.stringify(request.options ?? request.target_id ?? 'nothing');
    this.#exchange(name, request);
    switch (name) {
      case 'report':
        return { interaction_id: '1', outcome: 'modal', modal: reportForm, ms: 4 };
      case 'fail':
        return refused;
      case 'slow': {
        const message = this.#answer(request, name, { flags: 128 });
        setTimeout(() => this.#update({ ...message, flags: 0, content: 'Done at last.', edited_timestamp: new Date().toISOString() }), 2500);
        return { interaction_id: '1', outcome: 'thinking', ms: 5 };
      }
      case 'bet':
        return this.#reply(request, name, betting('1,250'));
      case 'panel':
        return this.#reply(request, name, panel);
      case 'daily':
        return this.#reply(request, name, { content: 'Here are **500** coins, only for you.', flags: 64 });
      default:
        return this.#reply(request, name, {
          content: `# ${name}\nYou gave \`${text}\`. See <#1100000000000000012>, <@&1100000000000000021>, [the rules](https://example.com).`,
        });
    }
  }

  #press({ message_id, custom_id, ...where }: ComponentRequest): Outcome {
    const message = this.#messages.find(({ id }) => id === message_id);
    this.#exchange(custom_id, { message_id, custom_id, ...where });
    if (custom_id === 'stop') {
      return refused;
    }
    if (message && custom_id === 'double') {
      this.#update({ ...message, content: 'Doubled.', edited_timestamp: new Date().toISOString() });
      return { interaction_id: '1', outcome: 'answered', ms: 3 };
    }
    const reference = message ? { referenced_message: message } : {};
    this.#add(where.channel, worldOf(null).bot, { content: `You chose ${custom_id}: ${String(where.values)}`, type: 19, ...reference });
    return { interaction_id: '1', outcome: 'answered', ms: 3 };
  }

  #reply(where: { user: string; channel: string }, name: string, message: Partial<Message>): Outcome {
    this.#answer(where, name, message);
    return { interaction_id: '1', outcome: 'answered', ms: 7 };
  }

  #answer({ user, channel }: { user: string; channel: string }, name: string, message: Partial<Message>): Message {
    const cause = { interaction_metadata: { id: '1', type: 2, user: person(user), name } };
    return this.#add(channel, worldOf(null).bot, { type: 20, ...cause, ...message }, ((message.flags ?? 0) & 64) !== 0 ? user : undefined);
  }

  #add(channel: string, author: User, rest: Partial<Message>, only?: string): Message {
    this.#last += 1n << 22n;
    const message = {
      id: String(this.#last),
      channel_id: channel,
      author,
      content: '',
      timestamp: new Date().toISOString(),
      type: 0,
      ...rest,
      ...(only ? { only } : {}),
    };
    this.#messages.push(message);
    this.#tell('message', { message }, only);
    return message;
  }

  #update(message: Message): void {
    const at = this.#messages.findIndex(({ id }) => id === message.id);
    this.#messages.splice(at, 1, message);
    this.#tell('message', { message });
  }

  #exchange(title: string, body: CommandRequest | ComponentRequest): void {
    const headers = { 'X-Signature-Ed25519': 'a3'.repeat(64), 'X-Signature-Timestamp': '1795241049', 'Content-Type': 'application/json' };
    const request = { method: 'POST', url: 'http://localhost:7071/api/interactions', headers, body };
    const response = { status: 200, body: { type: 4, data: { content: 'Heads!' } } };
    this.#tell(
      'exchange',
      {
        exchange: {
          id: crypto.randomUUID(),
          kind: 'interaction',
          title: `/${title}`,
          at: new Date().toISOString(),
          ms: 7.3,
          request,
          response,
        },
      },
      body.user,
    );
  }

  #tell(event: string, data: unknown, only?: string): void {
    for (const { user, response } of this.#listeners) {
      if (only === undefined || only === user) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  }
}

const person = (id: string): User => worldOf(null).people.find(({ user }) => user.id === id)?.user ?? { id, username: id };

const refused: Outcome = {
  interaction_id: '1',
  outcome: 'refused',
  refusal: {
    message: 'The application did not respond',
    reason: 'It answered 200 after 12 ms, with a body that Discord refuses.',
    errors: [{ path: 'data.content', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }],
  },
  ms: 12,
};

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** The plugin that puts it into Vite's servers. */
export function mockServer(): Plugin {
  const mock = new MockServer();
  const answer = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.url?.startsWith('/sandbox/page/')) mock.answer(request, response).catch(next);
    else next();
  };
  return {
    name: 'mock-sandbox-server',
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) =>
      void server.middlewares.use((request, response, next) => {
        response.setHeader('Content-Security-Policy', Policy);
        answer(request, response, next);
      }),
  };
}

import { beforeEach, expect, test, vi } from 'vitest';
import type { Outcome, World } from './contract.ts';
import type { Message } from './discord.ts';
import { Sandbox } from './sandbox.ts';

const world: World = {
  application: { id: '1', name: 'Flippy Flip', accent: 0 },
  bot: { id: '2', username: 'flippy', bot: true },
  people: ['3', '4'].map((id) => ({ user: { id, username: `p${id}` }, about: 'Player', locale: 'en-US' })),
  servers: [{ id: '10', name: 'Cove', permissions: '0', channels: ['11', '12'].map((id) => ({ id, name: `c${id}`, type: 0 })) }],
  direct: { id: '20' },
  commands: [],
  switches: { rate_limits: false, outage: false },
};
const message = (id: string, content = '', channel = '11'): Message => ({
  id,
  channel_id: channel,
  author: { id: '2', username: 'flippy' },
  content,
  timestamp: '2026-11-21T10:00:00Z',
  type: 0,
});

/** The other end: each request waits until the test answers it. */
class OtherEnd {
  readonly asked: { path: string; body: unknown; answer: (json: unknown, status?: number) => void }[] = [];
  feed = new EventTarget();
  opened = 0;
  closed = 0;

  fetch = (url: string, init?: { body?: string }): Promise<Response> =>
    new Promise((resolve) => {
      const answer = (json: unknown, status = 200): void => resolve(new Response(JSON.stringify(json), { status }));
      this.asked.push({ path: url.replace('/sandbox/page/', ''), body: init?.body === undefined ? undefined : JSON.parse(init.body), answer });
    });

  tell(event: string, data: unknown): void {
    this.feed.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }

  /** The feed breaks; `refused`: for good, with an answer. */
  lose(refused: boolean): void {
    (this.feed as EventSource & { readyState: number }).readyState = refused ? 2 : 0;
    (this.feed as EventSource).onerror?.(new Event('error'));
  }

  look(hidden: boolean): void {
    Object.assign(document, { hidden }).dispatchEvent(new Event('visibilitychange'));
  }

  /** Answers the oldest request to this path that has no answer yet, once it is there. */
  async answer(path: string, json: unknown, status?: number): Promise<void> {
    const at = await vi.waitUntil(() => this.asked.findIndex((one) => one.path.startsWith(path)) + 1);
    this.asked.splice(at - 1, 1)[0]?.answer(json, status);
    await new Promise((done) => setImmediate(done));
  }
}

let end: OtherEnd;

beforeEach(() => {
  end = new OtherEnd();
  const memory = new Map<string, string>();
  vi.stubGlobal('fetch', end.fetch);
  vi.stubGlobal('location', { pathname: '/sandbox', search: '', hash: '' });
  vi.stubGlobal('history', { replaceState: () => undefined });
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => memory.get(key) ?? null, setItem: (key: string, value: string) => memory.set(key, value) });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
  const EventSource = function EventSource(): EventTarget {
    end.feed = Object.assign(new EventTarget(), { readyState: 1, close: () => end.closed++ });
    end.opened++;
    return end.feed;
  };
  vi.stubGlobal('EventSource', Object.assign(EventSource, { CLOSED: 2 }));
});

/** A page that has loaded these messages. */
async function arrived(...messages: Message[]): Promise<Sandbox> {
  const sandbox = new Sandbox();
  const started = sandbox.start();
  await end.answer('world', world);
  await end.answer('world?user=3', world);
  await started;
  end.tell('hello', {});
  await end.answer('world?user=3', world);
  await end.answer('channels/11', { messages });
  return sandbox;
}

const contents = ({ timeline }: Sandbox): string[] => timeline.messages.map(({ content }) => content);
const outcome = (more: Partial<Outcome>): Outcome => ({ interaction_id: '9', outcome: 'answered', ms: 1, ...more });
const refusal = { message: 'This interaction failed' };

test('A newcomer is the first of the people, in the first channel', async () => {
  const sandbox = await arrived();
  expect([sandbox.me, sandbox.place?.channel.id]).toEqual(['3', '11']);
});

test('What the feed tells while messages are asked for is not lost, nor undone by the older answer', async () => {
  const sandbox = await arrived();
  void sandbox.open('12');
  end.tell('message', { message: message('2', 'edited', '12') });
  end.tell('message', { message: message('3', 'new', '12') });
  end.tell('message_delete', { channel_id: '12', id: '1' });
  await end.answer('channels/12', { messages: [message('1', 'deleted', '12'), message('2', 'as it was', '12')] });
  expect(contents(sandbox)).toEqual(['edited', 'new']);
});

test('An answer for a channel that was left meanwhile is dropped', async () => {
  const sandbox = await arrived();
  void sandbox.open('12');
  void sandbox.open('11');
  await end.answer('channels/11', { messages: [message('1', 'here')] });
  await end.answer('channels/12', { messages: [message('2', 'there', '12')] });
  expect(contents(sandbox)).toEqual(['here']);
});

test('A message elsewhere marks its channel until one goes there', async () => {
  const sandbox = await arrived();
  end.tell('message', { message: message('2', 'psst', '12') });
  expect([...sandbox.unread.channels]).toEqual(['12']);
  expect(contents(sandbox)).toEqual([]);
  void sandbox.open('12');
  expect([...sandbox.unread.channels]).toEqual([]);
});

test('A refused command stands behind the last message, until it is dismissed', async () => {
  const sandbox = await arrived(message('1'));
  void sandbox.run('/flip', { command_id: '7' });
  expect(sandbox.waiting).toBe(1);
  await end.answer('commands', outcome({ outcome: 'refused', refusal }));
  expect(sandbox.waiting).toBe(0);
  expect(sandbox.timeline.failures).toMatchObject([{ title: '/flip', after: '1', refusal }]);
  sandbox.dismiss(sandbox.timeline.failures[0]?.id ?? '');
  expect(sandbox.timeline.failures).toEqual([]);
});

test('A button is pressed once until its answer comes, and what failed is forgotten at the next press', async () => {
  const sandbox = await arrived(message('1'));
  void sandbox.press('1', 'again');
  void sandbox.press('1', 'again');
  expect(end.asked.map(({ body }) => body)).toEqual([{ user: '3', channel: '11', message_id: '1', custom_id: 'again' }]);
  await end.answer('components', { code: 10008, message: 'Unknown Message' }, 404);
  expect(sandbox.complaints.get('1')?.message).toBe('Unknown Message');
  void sandbox.press('1', 'again');
  expect(sandbox.complaints.size).toBe(0);
});

test('A form stays open when it is refused, and closes when it is taken', async () => {
  const sandbox = await arrived();
  void sandbox.run('/report', { command_id: '7' });
  await end.answer('commands', outcome({ outcome: 'modal', modal: { custom_id: 'm', title: 'T', components: [] } }));
  const first = sandbox.submit([]);
  await end.answer('modals', outcome({ outcome: 'refused', refusal }));
  expect(await first).toEqual(refusal);
  expect(sandbox.modal?.interaction).toBe('9');
  const second = sandbox.submit([]);
  await end.answer('modals', outcome({}));
  expect(await second).toBeUndefined();
  expect(sandbox.modal).toBeUndefined();
});

test('Who was named in the address and is not there becomes the first of the people', async () => {
  vi.stubGlobal('location', { pathname: '/sandbox', search: '?as=99', hash: '' });
  const sandbox = new Sandbox();
  void sandbox.start();
  await end.answer('world?user=99', { code: 10013, message: 'Unknown User' }, 404);
  await end.answer('world', world);
  await end.answer('world?user=3', world);
  expect(sandbox.me).toBe('3');
});

test('Of two people become in quick succession the second stays, whoever is told of last', async () => {
  const sandbox = await arrived();
  void sandbox.become('4');
  void sandbox.become('3');
  await end.answer('world?user=3', world);
  await end.answer('world?user=4', { ...world, servers: [] });
  expect([sandbox.me, sandbox.world?.servers.length, end.opened]).toEqual(['3', 1, 2]);
});

test('Of two answers about the commands the later question counts', async () => {
  const sandbox = await arrived();
  end.tell('commands', {});
  end.tell('commands', {});
  const [first, second] = end.asked.splice(0, 2);
  second?.answer({ ...world, commands: [{ id: '7', name: 'new', description: '' }] });
  await vi.waitUntil(() => sandbox.world?.commands.length === 1);
  first?.answer(world);
  await new Promise((done) => setImmediate(done));
  expect(sandbox.world?.commands.length).toBe(1);
});

test.each([
  ['somebody else', (sandbox: Sandbox) => void sandbox.become('4')],
  ['elsewhere', (sandbox: Sandbox) => void sandbox.open('12')],
])('A form or a refusal that comes when one is %s is not shown there', async (_, leave) => {
  const sandbox = await arrived();
  void sandbox.run('/report', { command_id: '7' });
  void sandbox.run('/flip', { command_id: '8' });
  leave(sandbox);
  await end.answer('commands', outcome({ outcome: 'modal', modal: { custom_id: 'm', title: 'T', components: [] } }));
  await end.answer('commands', outcome({ outcome: 'refused', refusal }));
  expect([sandbox.modal, sandbox.timeline.failures, sandbox.waiting]).toEqual([undefined, [], 0]);
});

test('A page that nobody looks at does not listen, loses nothing, and does not call that a lost connection', async () => {
  const sandbox = await arrived(message('5', 'before'));
  end.feed.dispatchEvent(new Event('open'));
  (end.feed as EventSource).onopen?.(new Event('open'));
  end.look(true);
  expect([end.opened, end.closed, sandbox.connection]).toEqual([1, 1, 'open']);
  end.look(false);
  expect([end.opened, sandbox.connection]).toEqual([2, 'open']);
  end.tell('hello', {});
  await end.answer('world?user=3', world);
  await end.answer('channels/11', { messages: [message('5', 'before'), message('6', 'meanwhile')] });
  await end.answer('channels/12', { messages: [message('7', 'psst', '12')] });
  await end.answer('channels/20', { messages: [message('4', 'old', '20')] });
  expect(contents(sandbox)).toEqual(['before', 'meanwhile']);
  expect([...sandbox.unread.channels]).toEqual(['12']);
  expect(sandbox.timeline.forgotten).toBe(false);
});

test('A feed that is refused while everything else answers means too many pages', async () => {
  const sandbox = await arrived();
  end.lose(false);
  expect([sandbox.connection, end.asked.length]).toEqual(['lost', 0]);
  end.lose(true);
  await end.answer('world', world);
  expect(sandbox.connection).toBe('crowded');
  end.lose(true);
  expect(sandbox.connection).toBe('crowded');
  await end.answer('world', {}, 502);
  expect(sandbox.connection).toBe('lost');
});

test('A server that was started again has forgotten what was said, and it is told', async () => {
  const sandbox = await arrived(message('1'), message('2'));
  end.tell('hello', {});
  await end.answer('world', world);
  await end.answer('channels/11', { messages: [] });
  expect([contents(sandbox), sandbox.timeline.forgotten]).toEqual([[], true]);
  void sandbox.open('12');
  expect(sandbox.timeline.forgotten).toBe(false);
});

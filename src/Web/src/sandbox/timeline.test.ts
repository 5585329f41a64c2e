import { expect, test } from 'vitest';
import { anchorOf, follows, isOf, newcomers, Timeline, withMessage, withoutMessage } from './timeline.ts';
import type { Message } from './discord.ts';

const message = (id: string, more: Partial<Message> = {}): Message => ({
  id,
  channel_id: '1',
  author: { id: '5', username: 'ann' },
  content: id,
  timestamp: '2026-11-21T10:00:00Z',
  type: 0,
  ...more,
});

test('A new message stands where its id belongs, whatever order the news came in', () => {
  const ids = ['99', '1000', '998'].reduce<readonly Message[]>((known, id) => withMessage(known, message(id)), []).map(({ id }) => id);
  expect(ids).toEqual(['99', '998', '1000']);
});

test('An edited message keeps its place', () => {
  const known = [message('1'), message('2'), message('3')];
  expect(withMessage(known, message('2', { content: 'new' })).map(({ content }) => content)).toEqual(['1', 'new', '3']);
  expect(withoutMessage(known, '2').map(({ id }) => id)).toEqual(['1', '3']);
});

test('Messages of one author within seven minutes share a head, unless one answers or only one is private', () => {
  const first = message('1');
  expect(follows(message('2', { timestamp: '2026-11-21T10:06:59Z' }), first)).toBe(true);
  expect(follows(message('2', { timestamp: '2026-11-21T10:07:00Z' }), first)).toBe(false);
  expect(follows(message('2', { author: { id: '6', username: 'bob' } }), first)).toBe(false);
  expect(follows(message('2', { type: 20 }), first)).toBe(false);
  expect(follows(message('2', { flags: 64 }), first)).toBe(false);
  expect(follows(first, undefined)).toBe(false);
});

test("What one said oneself, and the bot's answers to it, lead to the present; what stood there before and was edited does not", () => {
  const cause = { id: '1', type: 2, user: { id: '7', username: 'cat' } };
  expect(isOf('5', message('1'))).toBe(true);
  expect(isOf('7', message('1'))).toBe(false);
  expect(isOf('7', message('1', { interaction_metadata: cause }))).toBe(true);
  const before = [message('8'), message('9')];
  expect(newcomers(before, [message('8', { content: 'new' }), message('9'), message('10')]).map(({ id }) => id)).toEqual(['10']);
  expect(newcomers([], before)).toEqual(before);
});

test('A failure keeps its place when the message it stands after is gone', () => {
  const failure = { id: 'f', title: '/flip', after: '9', refusal: { message: 'No' } };
  expect(anchorOf(failure, [message('8'), message('9'), message('10')])).toBe('9');
  expect(anchorOf(failure, [message('8'), message('10')])).toBe('8');
  expect(anchorOf(failure, [message('10')])).toBe(null);
  expect(anchorOf({ ...failure, after: null }, [message('8')])).toBe(null);
});

test('No more than 300 messages are kept, also when they arrive while others are loaded', async () => {
  const timeline = new Timeline();
  const told = Promise.resolve([message('1')]);
  const loading = timeline.load(told);
  for (let id = 2; id <= 302; id++) {
    timeline.change((messages) => withMessage(messages, message(String(id))));
  }
  await loading;
  expect([timeline.messages.length, timeline.messages[0]?.id]).toEqual([300, '3']);
});

test('Of two loads under way neither loses what arrived meanwhile', async () => {
  const timeline = new Timeline();
  const answers: ((messages: readonly Message[]) => void)[] = [];
  const load = (): Promise<void> => timeline.load(new Promise((resolve) => answers.push(resolve)));
  const loads = [load()];
  timeline.change((messages) => withMessage(messages, message('2')));
  loads.push(load());
  answers[1]?.([message('1'), message('2')]);
  answers[0]?.([message('1')]);
  await Promise.all(loads);
  expect(timeline.messages.map(({ id }) => id)).toEqual(['1', '2']);
  expect(timeline.forgotten).toBe(false);
});

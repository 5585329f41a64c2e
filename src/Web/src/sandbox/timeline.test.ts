import { expect, test } from 'vitest';
import { follows, withMessage, withoutMessage } from './timeline.ts';
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

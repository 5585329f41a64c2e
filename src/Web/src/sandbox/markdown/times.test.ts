import { expect, test } from 'vitest';
import { timeText } from './times.ts';

const now = 1_700_000_000;

test.each([
  [now + 300, 'in 5 minutes'],
  [now - 300, '5 minutes ago'],
  [now + 1, 'in 1 second'],
  [now + 86_400 * 3, 'in 3 days'],
  [now - 31_536_000 * 2, '2 years ago'],
])('A relative time says how far off %d is', (seconds, expected) => {
  expect(timeText(seconds, 'R', now * 1000, 'en-US')).toBe(expected);
});

test('A time speaks the language of who looks', () => {
  expect(timeText(now + 300, 'R', now * 1000, 'de')).toBe('in 5 Minuten');
});

test('A time that no calendar holds is said to be none', () => {
  expect(timeText(9_999_999_999_999, 'F', 0, 'en-US')).toBe('Invalid date');
});

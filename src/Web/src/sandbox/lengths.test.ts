import { expect, test } from 'vitest';
import { lengthProblem } from './lengths.ts';

test.each([
  ['a'.repeat(64), undefined],
  ['a'.repeat(65), 'Must be 64 or fewer in length.'],
  ['🪙'.repeat(64), undefined],
  [` ${'a'.repeat(64)} `, undefined],
  ['ab', 'Must be 3 or more in length.'],
])('The length of %j', (text, problem) => {
  expect(lengthProblem(text, 3, 64)).toBe(problem);
});

import { expect, test } from 'vitest';
import { errorsIn, refusalOf } from './server.ts';

test("Discord's nested errors become a list of paths", () => {
  const errors = {
    data: { embeds: { 0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }] } } } },
  };
  expect(errorsIn(errors)).toEqual([{ path: 'data.embeds.0.title', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }]);
  expect(errorsIn(undefined)).toEqual([]);
});

test('A server that cannot be reached is told in a sentence, not in the words of the browser', () => {
  expect(refusalOf(new TypeError('Failed to fetch'))).toEqual({ message: 'The sandbox does not answer. Is the bot running?' });
});

import { expect, test } from 'vitest';
import { errorsIn } from './server.ts';

test("Discord's nested errors become a list of paths", () => {
  const errors = {
    data: { embeds: { 0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }] } } } },
  };
  expect(errorsIn(errors)).toEqual([{ path: 'data.embeds.0.title', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }]);
  expect(errorsIn(undefined)).toEqual([]);
});

import { expect, test } from 'vitest';
import { column } from './field-columns.ts';

test('Fields beside each other fill three columns, and begin anew behind a wide one', () => {
  const fields = [true, true, true, true, false, true, true].map((inline) => ({ inline }));
  expect(fields.flatMap(({ inline }, at) => (inline ? [column(fields, at)] : []))).toEqual([1, 2, 3, 1, 1, 2]);
});

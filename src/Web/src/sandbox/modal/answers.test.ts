import { expect, test } from 'vitest';
import type { Field, Modal } from '../discord.ts';
import { fieldsOf, initialAnswer, problemWith, submission, type Answer } from './answers.ts';

const text = (more = {}): Field => ({ type: 4, custom_id: 'name', style: 1, ...more });
const select = (more = {}): Field => ({
  type: 3,
  custom_id: 'pick',
  options: [
    { label: 'A', value: 'a' },
    { label: 'B', value: 'b', default: true },
  ],
  ...more,
});

test('A form is submitted as Discord does: numbered parents first, one value or several', () => {
  const modal: Modal = {
    custom_id: 'm',
    title: 'T',
    components: [
      { type: 10, content: 'Read this' },
      { type: 18, label: 'Name', component: text() },
      { type: 18, label: 'Pick', component: select({ id: 9 }) },
      { type: 18, label: 'Side', component: { type: 21, custom_id: 'side', options: [], required: false } },
      { type: 1, components: [{ type: 4, custom_id: 'old', style: 2, label: 'Old' }] },
    ],
  };
  expect(submission(modal, { name: 'Ann', old: 'x' })).toEqual([
    { type: 10, id: 1 },
    { type: 18, id: 2, component: { type: 4, id: 3, custom_id: 'name', value: 'Ann' } },
    { type: 18, id: 4, component: { type: 3, id: 9, custom_id: 'pick', values: ['b'] } },
    { type: 18, id: 10, component: { type: 21, id: 11, custom_id: 'side', value: null } },
    { type: 1, id: 12, components: [{ type: 4, id: 13, custom_id: 'old', value: 'x' }] },
  ]);
  expect(fieldsOf(modal.components).map(({ label }) => label)).toEqual(['Name', 'Pick', 'Side', 'Old']);
});

test.each<[Field, Answer, string | undefined]>([
  [text(), '', 'This field is required.'],
  [text({ required: false }), '', undefined],
  [text({ min_length: 3 }), 'ab', 'Must be 3 or more in length.'],
  [text({ max_length: 3 }), 'abcd', 'Must be 3 or fewer in length.'],
  [select(), [], 'This field is required.'],
  [select({ required: false, min_values: 0 }), [], undefined],
  [select({ min_values: 2, max_values: 2 }), ['a'], 'Choose at least 2.'],
  [{ type: 23, custom_id: 'c' }, false, undefined],
  [{ type: 21, custom_id: 'r', options: [] }, null, 'This field is required.'],
  [{ type: 22, custom_id: 'g', options: [], max_values: 1 }, ['a', 'b'], 'Choose at most 1.'],
])('%j with %j', (field, answer, expected) => {
  expect(problemWith(field, answer)).toBe(expected);
});

test('Fields begin with what the bot put into them', () => {
  expect(initialAnswer(select())).toEqual(['b']);
  expect(initialAnswer(text({ value: 'v' }))).toBe('v');
  expect(initialAnswer({ type: 5, custom_id: 'u', default_values: [{ id: '3', type: 'user' }] })).toEqual(['3']);
  expect(initialAnswer({ type: 23, custom_id: 'c', default: true })).toBe(true);
});

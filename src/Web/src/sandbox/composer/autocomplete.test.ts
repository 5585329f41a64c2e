import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Suggestions } from '../contract.ts';
import { Autocomplete } from './autocomplete.ts';

/** A bot whose answers come when the test says so. */
class Bot {
  readonly asked: { text: string; answer: (name: string) => void }[] = [];

  question = (text: string) => (): Promise<Suggestions> =>
    new Promise((resolve) => this.asked.push({ text, answer: (name) => resolve({ choices: [{ name, value: name }] }) }));
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('Asks once typing pauses, for what stands there then', async () => {
  const bot = new Bot();
  const autocomplete = new Autocomplete(() => undefined);
  autocomplete.ask(bot.question('1'));
  await vi.advanceTimersByTimeAsync(200);
  autocomplete.ask(bot.question('10'));
  await vi.advanceTimersByTimeAsync(249);
  expect(bot.asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(bot.asked.map(({ text }) => text)).toEqual(['10']);
});

test('An answer that comes after the next question is dropped', async () => {
  const bot = new Bot();
  const autocomplete = new Autocomplete(() => undefined);
  autocomplete.ask(bot.question('1'));
  await vi.advanceTimersByTimeAsync(250);
  autocomplete.ask(bot.question('10'));
  await vi.advanceTimersByTimeAsync(250);
  bot.asked[1]?.answer('10 coins');
  bot.asked[0]?.answer('1 coin');
  await vi.advanceTimersByTimeAsync(0);
  expect(autocomplete.suggestions).toEqual([{ label: '10 coins', value: '10 coins' }]);
  expect(autocomplete.asking).toBe(false);
});

test('An answer to a field that was left is dropped', async () => {
  const bot = new Bot();
  const autocomplete = new Autocomplete(() => undefined);
  autocomplete.ask(bot.question('1'));
  await vi.advanceTimersByTimeAsync(250);
  autocomplete.forget();
  bot.asked[0]?.answer('1 coin');
  await vi.advanceTimersByTimeAsync(0);
  expect(autocomplete.suggestions).toEqual([]);
});

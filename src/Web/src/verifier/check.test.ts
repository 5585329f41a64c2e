import { expect, test } from 'vitest';
import { check } from './check.ts';
import { isClaim, read } from './claim.ts';
import { factsOf, type Facts } from './facts.ts';

const server = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const hash = '630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd';

/** From the approved rounds: three tosses give THT. */
const round: Facts = { game: 'flip', nonce: '1', input: '3', client: 'lucky', server, hash, result: 'THT' };

const verdict = async (facts: Facts) => {
  const claim = read(facts);
  if (!isClaim(claim)) throw new Error(JSON.stringify(claim));
  return (await check(claim)).verdict;
};

const objections = (facts: Facts) => {
  const claim = read(facts);
  return isClaim(claim) ? {} : claim;
};

test('A round with its own seeds, hash and result holds', async () => {
  expect(await verdict(round)).toMatchObject({ kind: 'holds', title: 'The round holds' });
  expect(await verdict({ ...round, server: ` ${server.toUpperCase()} `, hash: `${hash.toUpperCase()}\t`, nonce: ' 3-1 ' })).toMatchObject({ kind: 'holds' });
});

test.each([
  { result: 'THH' },
  { result: 'THTT' },
  { result: 'tht' },
  { client: 'lucky ' },
  { nonce: '2' },
  { input: '4' },
  { hash: `0${hash.slice(1)}` },
  { server: `f${server.slice(1)}` },
])('A round does not hold when %o is tampered with', async (change) => {
  expect(await verdict({ ...round, ...change })).toMatchObject({ kind: 'fails', title: 'The round does not hold' });
});

test('Both the hash and the result are named when both are wrong', async () => {
  expect((await verdict({ ...round, hash: 'a'.repeat(64), result: 'HHH' })).reasons).toEqual([
    'This server seed is not the one whose hash was published: the hashes differ.',
    'The seeds give THT, and the recorded result is HHH.',
  ]);
});

test('A blank around the client seed is pointed out when the round does not hold', async () => {
  expect((await verdict({ ...round, client: 'lucky ' })).reasons.at(-1)).toMatch(/client seed begins or ends with a blank/);
  expect((await verdict({ ...round, client: 'lucky', nonce: '2' })).reasons).toHaveLength(1);
});

test('What was not pasted is not taken for compared', async () => {
  expect(await verdict({ ...round, hash: '' })).toEqual({
    kind: 'open',
    title: 'The result is the same: THT',
    reasons: ['Paste the published hash to see that the server seed was fixed before the round.'],
  });
  expect(await verdict({ ...round, result: ' ' })).toMatchObject({
    kind: 'open',
    title: 'Drawn again: THT',
    reasons: ['Paste the recorded result to compare it.'],
  });
});

test.each<[Facts, RegExp]>([
  [{ game: '' }, /^Choose the game\.$/],
  [{ game: 'poker' }, /knows no game “poker”/],
  [{ nonce: '' }, /whole number from 1 on/],
  [{ nonce: '0' }, /whole number from 1 on/],
  [{ nonce: '1-0' }, /whole number from 1 on/],
  [{ nonce: '-5' }, /whole number from 1 on/],
  [{ nonce: '1.5' }, /whole number from 1 on/],
  [{ nonce: '9223372036854775808' }, /whole number from 1 on/],
  [{ input: '101' }, /cannot have been chosen in this game; above stands what can/],
  [{ input: 'edge' }, /cannot have been chosen/],
  [{ client: '' }, /client seed is missing/],
  [{ client: 'x'.repeat(65) }, /at most 64 characters; this has 65/],
  [{ server: '' }, /missing. It is secret until you reveal it/],
  [{ server: hash }, /This is the hash/],
  [{ server: 'ab' }, /has 64 hex digits; this has 2\. Copy it again/],
  [{ server: `g${server.slice(1)}` }, /this has “g” in it/],
  [{ server: `💀${server.slice(1)}` }, /this has “💀” in it/],
  [{ server: `${server.slice(1)}\u200Ba` }, /this has a character that does not show \(U\+200B\) in it/],
  [{ server: `${server.slice(0, 30)} ${server.slice(31)}` }, /this has a character that does not show \(U\+0020\) in it/],
  [{ hash: 'abc' }, /A hash has 64 hex digits; this has 3/],
  [{ result: 'H'.repeat(201) }, /No result has more than 200 characters; this has 201/],
])('%o is answered by a sentence at its field', (change, sentence) => {
  const [name] = Object.keys(change) as [keyof Facts];
  expect(Object.keys(objections({ ...round, ...change }))).toEqual([name]);
  expect(objections({ ...round, ...change })[name]).toMatch(sentence);
});

test('An empty form is answered field by field', () => {
  expect(Object.keys(objections({}))).toEqual(['game', 'nonce', 'client', 'server']);
});

test('The greatest nonce is not rounded', () => {
  expect(read({ ...round, nonce: '9223372036854775807' })).toMatchObject({ nonce: '9223372036854775807' });
});

test('A link tells what stands behind its #, and nothing else is asked', () => {
  const link = `https://bot.example/verify?game=mines#game=flip&nonce=17&input=H%24&client=a%26b%3D%23%20%F0%9F%98%80+c&other=1`;
  expect(factsOf(link)).toEqual({ game: 'flip', nonce: '17', input: 'H$', client: 'a&b=# 😀 c' });
  expect(factsOf('')).toEqual({});
  expect(factsOf('https://bot.example/verify')).toEqual({});
  expect(factsOf('hello')).toEqual({});
});

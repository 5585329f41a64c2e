import { expect, test } from 'vitest';
import { readMarkdown } from './blocks.ts';
import type { Block, Inline } from './nodes.ts';

/** The tree in a short form: `bold(a)`. */
const inline = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'break':
          return '⏎';
        case 'code':
        case 'everyone':
          return `${node.kind}(${node.text})`;
        case 'link':
          return `link(${node.url}|${inline(node.inner)})`;
        case 'time':
          return `time(${node.seconds}:${node.style})`;
        case 'command':
        case 'emoji':
          return `${node.kind}(${node.name}:${node.id})`;
        default:
          return 'id' in node ? `${node.kind}(${node.id})` : `${node.kind}(${inline(node.inner)})`;
      }
    })
    .join('');

const block = (one: Block): string => {
  switch (one.kind) {
    case 'heading':
      return `h${one.level}(${inline(one.inner)})`;
    case 'quote':
      return `quote(${one.inner.map(block).join(' ')})`;
    case 'code':
      return `code:${one.language}(${one.text})`;
    case 'list':
      return `list:${one.start ?? '-'}(${one.items.map(({ inner, lists }) => inline(inner) + lists.map(block).join('')).join(' / ')})`;
    default:
      return `${one.kind}(${inline(one.inner)})`;
  }
};

const read = (text: string): string => readMarkdown(text).map(block).join(' ');

test.each([
  ['plain', 'paragraph(plain)'],
  ['', ''],
  ['one\ntwo', 'paragraph(one⏎two)'],
  ['**b** *i* __u__ ~~s~~ ||x|| _i_', 'paragraph(bold(b) italic(i) underline(u) strike(s) spoiler(x) italic(i))'],
  ['***both***', 'paragraph(bold(italic(both)))'],
  ['**a *b* c**', 'paragraph(bold(a italic(b) c))'],
  ['__**under and bold**__', 'paragraph(underline(bold(under and bold)))'],
  ['2 * 3 * 4', 'paragraph(2 * 3 * 4)'],
  ['snake_case_name', 'paragraph(snake_case_name)'],
  ['**open', 'paragraph(**open)'],
  ['\\*not\\* \\<@1>', 'paragraph(*not* <@1>)'],
  ['a `**b**` ``c ` d``', 'paragraph(a code(**b**) code(c ` d))'],
  ['**bold `**` still**', 'paragraph(bold(bold code(**) still))'],
])('reads %j', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ['<@12> <@!12> <#3> <@&4>', 'paragraph(user(12) user(12) channel(3) role(4))'],
  ['</shop buy:77>', 'paragraph(command(shop buy:77))'],
  ['<:coin:5> <a:spin:6>', 'paragraph(emoji(coin:5) emoji(spin:6))'],
  ['<t:1700000000> <t:1700000000:R>', 'paragraph(time(1700000000:f) time(1700000000:R))'],
  ['@everyone @here me@everyone.org', 'paragraph(everyone(@everyone) everyone(@here) meeveryone(@everyone).org)'],
  [
    '[**x**](https://a.example/b_(c)) and https://a.example/d.',
    'paragraph(link(https://a.example/b_(c)|bold(x)) and link(https://a.example/d|https://a.example/d).)',
  ],
  ['<https://a.example>', 'paragraph(link(https://a.example|https://a.example))'],
  ['(https://a.example)', 'paragraph((link(https://a.example|https://a.example)))'],
])('reads %j', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ['# A\n## B\n### C\n#### D\n#E', 'h1(A) h2(B) h3(C) paragraph(#### D⏎#E)'],
  ['text\n-# small', 'paragraph(text) subtext(small)'],
  ['> a\n> b\nc', 'quote(paragraph(a⏎b)) paragraph(c)'],
  ['a\n>>> b\nc\n# d', 'paragraph(a) quote(paragraph(b⏎c) h1(d))'],
  ['- a\n  - b\n  - c\n- d', 'list:-(alist:-(b / c) / d)'],
  ['3. a\n4. b', 'list:3(a / b)'],
  ['a ```cs\nvar x = "**";\n``` b', 'paragraph(a ) code:cs(var x = "**";) paragraph( b)'],
  ['```one line```', 'code:(one line)'],
  ['```\nopen', 'paragraph(```⏎open)'],
  ['> ```\n> a\n> ```', 'quote(code:(a))'],
])('reads %j', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('Markup of pages is text', () => {
  expect(read('<img src=x onerror=alert(1)> [x](javascript:alert(1))')).toBe('paragraph(<img src=x onerror=alert(1)> [x](javascript:alert(1)))');
});

test('Nothing is lost of a text without marks, and none takes long', () => {
  const hostile = ['*'.repeat(4000), '_*'.repeat(2000), '['.repeat(4000), '`'.repeat(4000), '> '.repeat(2000), '<t:'.repeat(1300), '||'.repeat(2000)];
  for (const text of hostile) {
    expect(readMarkdown(text).length).toBeGreaterThan(0);
  }
});

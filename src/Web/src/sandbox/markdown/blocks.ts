import { readInline } from './inline.ts';
import type { Block, ListItem } from './nodes.ts';

/** Reads a text of Discord's markdown: code blocks first, since nothing in them means anything. */
export function readMarkdown(text: string): readonly Block[] {
  return readBlocks(text, false);
}

/** `quoted`: within a quote, which Discord does not nest. */
function readBlocks(text: string, quoted: boolean): readonly Block[] {
  const blocks: Block[] = [];
  let rest = text;
  for (let fence = findFence(rest); fence; fence = findFence(rest)) {
    // A code block within a quote belongs to it, and is read with it.
    const lineBefore = rest.slice(rest.lastIndexOf('\n', fence.from) + 1, fence.from);
    if (!quoted && (/^>{1,3} /.test(lineBefore) || /(?:^|\n)>>> /.test(rest.slice(0, fence.from)))) {
      break;
    }
    blocks.push(...readLines(rest.slice(0, fence.from).replace(/\n$/, ''), quoted), fence.block);
    rest = rest.slice(fence.to).replace(/^\n/, '');
  }
  return [...blocks, ...readLines(rest, quoted)];
}

function findFence(text: string): { from: number; to: number; block: Block } | undefined {
  const found = /```(?:([\w+#.-]+)\n)?\n*([^]*?[^\n`][^]*?)\n*```/.exec(text);
  if (!found) {
    return undefined;
  }
  const [whole, language = '', code = ''] = found;
  return { from: found.index, to: found.index + whole.length, block: { kind: 'code', language, text: code } };
}

const ListMark = /^(\s*)(?:[-*]|(\d{1,9})\.) +(\S.*)$/;

function readLines(text: string, quoted: boolean): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.some((line) => line.trim() !== '')) {
      blocks.push({ kind: 'paragraph', inner: readInline(plain.join('\n')) });
    }
    plain = [];
  };
  for (let at = 0; at < lines.length;) {
    const block = readBlock(lines, at, quoted);
    if (block) {
      flush();
      blocks.push(block.block);
      at += block.lines;
    } else {
      plain.push(lines[at] ?? '');
      at++;
    }
  }
  flush();
  return blocks;
}

function readBlock(lines: readonly string[], at: number, quoted: boolean): { block: Block; lines: number } | undefined {
  const line = lines[at] ?? '';
  const heading = /^(#{1,3}) +(\S.*)$/.exec(line);
  if (heading) {
    return { block: { kind: 'heading', level: heading[1]?.length ?? 1, inner: readInline(heading[2] ?? '') }, lines: 1 };
  }
  const subtext = /^-# +(\S.*)$/.exec(line);
  if (subtext) {
    return { block: { kind: 'subtext', inner: readInline(subtext[1] ?? '') }, lines: 1 };
  }
  const quote = quoted ? undefined : readQuote(lines, at);
  if (quote) {
    return { block: { kind: 'quote', inner: readBlocks(quote.join('\n'), true) }, lines: quote.length };
  }
  if (ListMark.test(line)) {
    const items = run(lines, at, (one) => ListMark.test(one));
    return { block: readList(items), lines: items.length };
  }
  return undefined;
}

function readQuote(lines: readonly string[], at: number): string[] | undefined {
  const line = lines[at] ?? '';
  if (line.startsWith('>>> ')) {
    return [line.slice(4), ...lines.slice(at + 1)];
  }
  return isQuote(line) ? run(lines, at, isQuote).map((one) => one.slice(2)) : undefined;
}

const isQuote = (line: string): boolean => line.startsWith('> ');

function run(lines: readonly string[], from: number, belongs: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, at) => at > from && !belongs(line));
  return lines.slice(from, end < 0 ? undefined : end);
}

function readList(lines: readonly string[]): Block {
  const indentOf = (line: string): number => ListMark.exec(line)?.[1]?.length ?? 0;
  const [first = ''] = lines;
  const indent = indentOf(first);
  const number = ListMark.exec(first)?.[2];
  const items: ListItem[] = [];
  for (let at = 0; at < lines.length;) {
    const deeper = run(lines, at, (line) => indentOf(line) > indent);
    const [, ...inner] = deeper;
    items.push({ inner: readInline(ListMark.exec(deeper[0] ?? '')?.[3] ?? ''), lists: inner.length > 0 ? [readList(inner)] : [] });
    at += deeper.length;
  }
  return { kind: 'list', start: number === undefined ? null : Number(number), items };
}

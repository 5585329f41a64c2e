import type { Inline } from './nodes.ts';

// Deeper than anyone writes; a page has to draw what is read here.
const Deepest = 12;

type Reading = { node: Inline; length: number } | undefined;

/** Reads what stands within lines: emphasis, links, mentions, times. Newlines become breaks. */
export const readInline = (text: string): readonly Inline[] => readWithin(text, 0);

function readWithin(text: string, depth: number): readonly Inline[] {
  if (depth > Deepest) {
    return [{ kind: 'text', text }];
  }
  const nodes: Inline[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain) {
      nodes.push({ kind: 'text', text: plain });
      plain = '';
    }
  };
  for (let at = 0; at < text.length;) {
    const escaped = /^\\([^\s\p{L}\p{N}])/u.exec(text.slice(at, at + 3));
    if (escaped) {
      plain += escaped[1] ?? '';
      at += escaped[0].length;
      continue;
    }
    const read = readAt(text, at, depth + 1);
    if (read) {
      flush();
      nodes.push(read.node);
      at += read.length;
    } else {
      plain += text[at] ?? '';
      at++;
    }
  }
  flush();
  return nodes;
}

function readAt(text: string, at: number, depth: number): Reading {
  switch (text[at]) {
    case '\n':
      return { node: { kind: 'break' }, length: 1 };
    case '`':
      return code(text, at);
    case '*':
      return marked(text, at, depth, '**', 'bold') ?? marked(text, at, depth, '*', 'italic');
    case '_':
      return marked(text, at, depth, '__', 'underline') ?? underscored(text, at, depth);
    case '~':
      return marked(text, at, depth, '~~', 'strike');
    case '|':
      return marked(text, at, depth, '||', 'spoiler');
    case '<':
      return bracketed(text.slice(at, at + 2048));
    case '[':
      return maskedLink(text.slice(at), depth);
    case '@':
      return everyone(text.slice(at, at + 9));
    case 'h':
      return bareLink(text, at);
    default:
      return undefined;
  }
}

function code(text: string, at: number): Reading {
  const fence = /^`+/.exec(text.slice(at))?.[0] ?? '`';
  for (let end = text.indexOf(fence, at + fence.length); end >= 0; end = text.indexOf(fence, end + 1)) {
    if (text[end + fence.length] !== '`' && text[end - 1] !== '`') {
      const inner = text.slice(at + fence.length, end);
      return { node: { kind: 'code', text: fence.length > 1 ? inner.trim() : inner }, length: end + fence.length - at };
    }
  }
  return undefined;
}

/** Where the mark that closes one opened before `from` begins, or -1. Escapes and code are stepped over. */
function closing(text: string, from: number, mark: string): number {
  const sign = mark[0] ?? '';
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') {
      at++;
    } else if (text[at] === '`') {
      at += (code(text, at)?.length ?? 1) - 1;
    } else if (text[at] === sign) {
      let run = 1;
      while (text[at + run] === sign) run++;
      // A run of three closes both kinds; the inner one first.
      if (run === mark.length || run >= 3 || (sign === '|' && run >= 2)) {
        return at + run - mark.length;
      }
      at += run - 1;
    }
  }
  return -1;
}

function marked(text: string, at: number, depth: number, mark: string, kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'): Reading {
  const from = at + mark.length;
  if (!text.startsWith(mark, at) || (mark.length === 1 && /^\s/.test(text.slice(from, from + 1)))) {
    return undefined;
  }
  const end = closing(text, from, mark);
  if (end <= from || (mark.length === 1 && /\s$/.test(text.slice(from, end)))) {
    return undefined;
  }
  return { node: { kind, inner: readWithin(text.slice(from, end), depth) }, length: end + mark.length - at };
}

const isWord = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}_]/u.test(sign);

/** `_so_` leans, `snake_case_name` does not. */
function underscored(text: string, at: number, depth: number): Reading {
  const read = isWord(text[at - 1]) ? undefined : marked(text, at, depth, '_', 'italic');
  return read && !isWord(text[at + read.length]) ? read : undefined;
}

const Bracketed: readonly [RegExp, (found: readonly string[]) => Inline][] = [
  [/^<@!?(\d{1,20})>/, ([, id = '']) => ({ kind: 'user', id })],
  [/^<#(\d{1,20})>/, ([, id = '']) => ({ kind: 'channel', id })],
  [/^<@&(\d{1,20})>/, ([, id = '']) => ({ kind: 'role', id })],
  [/^<\/([-'\p{L}\p{N}_ ]{1,98}):(\d{1,20})>/u, ([, name = '', id = '']) => ({ kind: 'command', name, id })],
  [/^<a?:(\w{2,32}):(\d{1,20})>/, ([, name = '', id = '']) => ({ kind: 'emoji', name, id })],
  [/^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/, ([, seconds = '', style = 'f']) => ({ kind: 'time', seconds: Number(seconds), style })],
  [/^<(https?:\/\/[^\s<>]+)>/, ([, url = '']) => ({ kind: 'link', url, inner: [{ kind: 'text', text: url }] })],
];

function bracketed(text: string): Reading {
  for (const [pattern, make] of Bracketed) {
    const found = pattern.exec(text);
    if (found) {
      return { node: make(found), length: found[0].length };
    }
  }
  return undefined;
}

function maskedLink(text: string, depth: number): Reading {
  const found = /^\[((?:\\.|[^[\]\\]){1,1000})\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?: "[^"\n]*")?\)/.exec(text);
  const [whole, label = '', url = ''] = found ?? [];
  return whole === undefined ? undefined : { node: { kind: 'link', url, inner: readWithin(label, depth) }, length: whole.length };
}

function everyone(text: string): Reading {
  const found = /^@(?:everyone|here)\b/.exec(text)?.[0];
  return found === undefined ? undefined : { node: { kind: 'everyone', text: found }, length: found.length };
}

function bareLink(text: string, at: number): Reading {
  const found = /^https?:\/\/[^\s<>]+/.exec(text.slice(at, at + 2048))?.[0];
  if (found === undefined || isWord(text[at - 1])) {
    return undefined;
  }
  // Marks at the end belong to the sentence around it, and so does a parenthesis that the address did not open.
  let url = found.replace(/[.,:;"'!?*_~|\]]+$/, '');
  while (url.endsWith(')') && url.split(')').length > url.split('(').length) {
    url = url.slice(0, -1);
  }
  return { node: { kind: 'link', url, inner: [{ kind: 'text', text: url }] }, length: url.length };
}

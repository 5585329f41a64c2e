import '@skyra/discord-components-core/discord-mention.js';
import './live-time.ts';
import { html, type TemplateResult } from 'lit';
import { followable } from '../links.ts';
import { displayName, type Names } from '../world.ts';
import { readMarkdown } from './blocks.ts';
import { readInline } from './inline.ts';
import type { Block, Inline } from './nodes.ts';

type Shown = TemplateResult | string;

export const markdown = (text: string, names: Names): TemplateResult => html`${readMarkdown(text).map((block) => showBlock(block, names))}`;

/** For places of one line, such as an embed's title. */
export const markdownLine = (text: string, names: Names): TemplateResult => html`${showAll(readInline(text), names)}`;

/** The text alone, for excerpts and names. */
export const withoutMarkdown = (text: string, names: Names): string =>
  readInline(text.replaceAll('\n', ' '))
    .map((node) => plain(node, names))
    .join('');

const showAll = (nodes: readonly Inline[], names: Names): Shown[] => nodes.map((node) => showInline(node, names));

function showBlock(block: Block, names: Names): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<div class="md-paragraph">${showAll(block.inner, names)}</div>`;
    case 'heading':
      // Not a heading to those who jump from one to the next: it is no part of the page's outline.
      return html`<div class="md-heading md-heading-${block.level}">${showAll(block.inner, names)}</div>`;
    case 'subtext':
      return html`<div class="md-subtext">${showAll(block.inner, names)}</div>`;
    case 'quote':
      return html`<blockquote class="md-quote">${block.inner.map((inner) => showBlock(inner, names))}</blockquote>`;
    case 'code':
      return html`<pre class="md-code" tabindex="0" data-language=${block.language}><code>${block.text}</code></pre>`;
    case 'list': {
      const items = block.items.map(({ inner, lists }) => html`<li>${showAll(inner, names)}${lists.map((list) => showBlock(list, names))}</li>`);
      return block.start === null
        ? html`<ul class="md-list">
            ${items}
          </ul>`
        : html`<ol class="md-list" start=${block.start}>
            ${items}
          </ol>`;
    }
  }
}

function showInline(node: Inline, names: Names): Shown {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'bold':
      return html`<strong>${showAll(node.inner, names)}</strong>`;
    case 'italic':
      return html`<em>${showAll(node.inner, names)}</em>`;
    case 'underline':
      return html`<u>${showAll(node.inner, names)}</u>`;
    case 'strike':
      return html`<s>${showAll(node.inner, names)}</s>`;
    case 'spoiler':
      return spoiler(html`${showAll(node.inner, names)}`);
    case 'code':
      return html`<code class="md-inline-code">${node.text}</code>`;
    case 'link': {
      const address = followable(node.url);
      return address === undefined ? node.url : html`<a href=${address} target="_blank" rel="noopener noreferrer">${showAll(node.inner, names)}</a>`;
    }
    case 'time':
      return html`<live-time .seconds=${node.seconds} .look=${node.style} .locale=${names.locale}></live-time>`;
    case 'emoji':
      return html`<span class="md-emoji" title=":${node.name}:">${plain(node, names)}</span>`;
    default:
      return showMention(node, names);
  }
}

type Mention = Extract<Inline, { kind: 'user' | 'channel' | 'role' | 'command' | 'everyone' }>;

function showMention(node: Mention, names: Names): TemplateResult {
  const text = plain(node, names).slice(1);
  switch (node.kind) {
    case 'user':
      return html`<discord-mention type="user" data-user-id=${node.id} ?highlight=${node.id === names.me}>${text}</discord-mention>`;
    case 'channel':
      return html`<discord-mention type="channel">${text}</discord-mention>`;
    case 'command':
      return html`<discord-mention type="slash">${text}</discord-mention>`;
    default:
      return html`<discord-mention type="role">${text}</discord-mention>`;
  }
}

/** Hidden until wanted: by mouse or key. */
export function spoiler(inner: unknown): TemplateResult {
  const show = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
    const hidden = event.currentTarget as HTMLElement;
    for (const name of ['role', 'tabindex', 'aria-label']) hidden.removeAttribute(name);
    if (!hidden.classList.contains('shown')) event.preventDefault();
    hidden.classList.add('shown');
  };
  return html`<span class="md-spoiler" role="button" tabindex="0" aria-label="Spoiler" @click=${show} @keydown=${show}><span>${inner}</span></span>`;
}

function plain(node: Inline, names: Names): string {
  switch (node.kind) {
    case 'text':
    case 'code':
    case 'everyone':
      return node.text;
    case 'break':
      return '\n';
    case 'user': {
      const user = names.user(node.id);
      return `@${user ? displayName(user) : 'unknown-user'}`;
    }
    case 'channel':
      return `#${names.channels.find(({ id }) => id === node.id)?.name ?? 'unknown'}`;
    case 'role':
      return `@${names.roles.find(({ id }) => id === node.id)?.name ?? 'unknown-role'}`;
    case 'command':
      return `/${node.name}`;
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return new Date(node.seconds * 1000).toLocaleString(names.locale);
    default:
      return node.inner.map((inner) => plain(inner, names)).join('');
  }
}

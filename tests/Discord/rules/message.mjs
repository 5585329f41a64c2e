// A message as the callback types 4 and 7, the edit of the original and a follow-up take it.
import { checkComponents, isSelect, Type, walk } from './components.mjs';
import { blank, isAttachment, isWeb, lengthOf, listOf, repeated } from './text.mjs';

const V2 = 32768;
const EPHEMERAL = 64;
const SETTABLE = 4 | EPHEMERAL | 4096 | 8192 | V2;
const V2_ONLY = [Type.Section, Type.Text, Type.Thumbnail, Type.Gallery, Type.File, Type.Separator, Type.Container];

/** @param fresh true when the message does not exist yet: nothing is kept from before. */
export function checkMessage(message, path, fresh, report) {
  const flags = message.flags ?? 0;
  if ((flags & ~SETTABLE) !== 0) report('flags', [...path, 'flags'], `the flags ${flags & ~SETTABLE} cannot be set`);
  if (lengthOf(message.content) > 2000) report('content-length', [...path, 'content'], `${lengthOf(message.content)} characters, at most 2000`);
  checkPresence(message, path, fresh, report);
  checkMentions(message.allowed_mentions, [...path, 'allowed_mentions'], report);
  checkEmbeds(listOf(message.embeds), [...path, 'embeds'], report);

  const top = listOf(message.components);
  const all = [...walk(top, [...path, 'components'])];
  if ((flags & V2) !== 0) checkV2(message, all, path, report);
  else checkV1(top, [...path, 'components'], report);
  for (const { component, path: at } of all) checkPlace(component, at, report);
  checkComponents(all, report);
  if (fresh) checkAttachments(message, all, path, report);
}

/** A deferral promises a message; of its data only the ephemeral flag counts. */
export function checkDeferral(payload, report) {
  if (payload.type === 5) {
    Object.keys(payload.data ?? {}).filter(field => field !== 'flags')
      .forEach(field => report('deferral', ['data', field], 'a deferral carries nothing but flags'));
    if (((payload.data?.flags ?? 0) & ~EPHEMERAL) !== 0) report('deferral', ['data', 'flags'], 'a deferral knows only the ephemeral flag, 64');
  } else if (Object.keys(payload.data ?? {}).length > 0) {
    report('deferral', ['data'], 'a deferred update carries no data');
  }
}

/** A follow-up is a new message by the app's own webhook, which takes no other name, picture or thread. */
export function checkFollowUp(message, report) {
  ['username', 'avatar_url', 'thread_name', 'applied_tags'].filter(field => (message[field] ?? null) !== null)
    .forEach(field => report('follow-up', [field], `a follow-up has no ${field}`));
  checkMessage(message, [], true, report);
}

/** A message of nobody's reply: everyone in the channel sees it. */
export function checkOpen(message, report) {
  if (((message.flags ?? 0) & EPHEMERAL) !== 0) report('flags', ['flags'], 'only an answer to an interaction can be ephemeral');
  checkMessage(message, [], true, report);
}

/** What the bot posts by itself may come twice, so it carries a nonce that Discord enforces. */
export function checkChannelMessage(message, report) {
  if (typeof message.nonce !== 'string' || blank(message.nonce)) report('nonce', ['nonce'], 'a message has a nonce');
  else if (message.enforce_nonce !== true) report('nonce', ['enforce_nonce'], 'a nonce that is not enforced prevents nothing');
  checkOpen(message, report);
}

function checkPresence(message, path, fresh, report) {
  const shown = !blank(message.content) || listOf(message.embeds).length > 0 || listOf(message.components).length > 0
    || listOf(message.attachments).length > 0 || (message.poll ?? null) !== null;
  const parts = ['content', 'embeds', 'components', 'attachments'];
  if (shown) return;
  if (fresh) report('message-empty', path, 'a message has content, embeds or components');
  else if (Object.keys(message).length === 0) report('message-empty', path, 'an edit changes something');
  else if (parts.slice(0, 3).every(part => message[part] !== undefined)) report('message-empty', path, 'the edit leaves a message without content, embeds and components');
}

function checkMentions(mentions, path, report) {
  for (const kind of ['users', 'roles'])
    if (listOf(mentions?.parse).includes(kind) && listOf(mentions?.[kind]).length > 0)
      report('mentions', [...path, kind], `either parse has "${kind}" or ${kind} are listed`);
}

function checkEmbeds(embeds, path, report) {
  let sum = 0;
  embeds.forEach((embed, index) => {
    const at = [...path, index];
    const fields = listOf(embed?.fields);
    sum += [embed?.title, embed?.description, embed?.footer?.text, embed?.author?.name, ...fields.flatMap(field => [field?.name, field?.value])]
      .reduce((total, text) => total + lengthOf(text), 0);
    const pictured = ['image', 'thumbnail', 'video'].some(part => embed?.[part]);
    if (!pictured && fields.length === 0 && [embed?.title, embed?.description, embed?.footer?.text, embed?.author?.name].every(blank))
      report('embed-empty', at, 'an embed shows something');
    fields.forEach((field, number) => ['name', 'value'].filter(part => blank(field?.[part]))
      .forEach(part => report('text-blank', [...at, 'fields', number, part], `a field has a ${part}`)));
    for (const [link, where, files] of linksOf(embed, at))
      if (link !== undefined && link !== null && !isWeb(link) && !(files && isAttachment(link))) report('url', where, `${link} is no web address`);
  });
  if (sum > 6000) report('embed-sum', path, `${sum} characters over all embeds, at most 6000`);
}

function linksOf(embed, at) {
  return [
    [embed?.url, [...at, 'url'], false],
    [embed?.author?.url, [...at, 'author', 'url'], false],
    [embed?.author?.icon_url, [...at, 'author', 'icon_url'], true],
    [embed?.footer?.icon_url, [...at, 'footer', 'icon_url'], true],
    [embed?.image?.url, [...at, 'image', 'url'], true],
    [embed?.thumbnail?.url, [...at, 'thumbnail', 'url'], true],
  ];
}

function checkV2(message, all, path, report) {
  for (const field of ['content', 'poll'])
    if ((message[field] ?? null) !== null && message[field] !== '') report('v2-excludes', [...path, field], `components v2 exclude ${field}`);
  if (listOf(message.embeds).length > 0) report('v2-excludes', [...path, 'embeds'], 'components v2 exclude embeds');
  if (all.length > 40) report('v2-count', [...path, 'components'], `${all.length} components with the nested ones, at most 40`);
  const texts = all.filter(({ component }) => component.type === Type.Text).reduce((sum, { component }) => sum + lengthOf(component.content), 0);
  if (texts > 4000) report('v2-text', [...path, 'components'], `${texts} characters over all text displays, at most 4000`);
}

function checkV1(top, path, report) {
  if (top.length > 5) report('v1-rows', path, `${top.length} rows, at most 5`);
  top.forEach((component, index) => {
    if (V2_ONLY.includes(component?.type)) report('v2-flag', [...path, index], `component type ${component.type} needs the flag ${V2}`);
  });
}

function checkPlace(component, path, report) {
  if (component.type === Type.Row) {
    const children = listOf(component.components);
    const selects = children.filter(isSelect).length;
    if (selects > 0 && children.length > 1) report('row-content', [...path, 'components'], 'a row has up to 5 buttons or exactly 1 select');
    if (children.length > 5) report('row-content', [...path, 'components'], `${children.length} buttons in a row, at most 5`);
  }
  if (component.type === Type.Text && blank(component.content)) report('text-blank', [...path, 'content'], 'a text display shows text');
  if (component.type === Type.File && !isAttachment(component.file?.url ?? '')) report('url', [...path, 'file', 'url'], 'a file is named attachment://name');
  for (const [media, at] of mediaOf(component, path))
    if (!isWeb(media?.url ?? '') && !isAttachment(media?.url ?? '')) report('url', [...at, 'url'], `${media?.url} is no web address and no attachment`);
}

function mediaOf(component, path) {
  if (component.type === Type.Thumbnail) return [[component.media, [...path, 'media']]];
  if (component.type === Type.Gallery) return listOf(component.items).map((item, index) => [item?.media, [...path, 'items', index, 'media']]);
  return [];
}

/** A new message can show only the files it brings along. */
function checkAttachments(message, all, path, report) {
  const brought = new Set(listOf(message.attachments).map(file => `attachment://${file?.filename}`));
  const links = [
    ...listOf(message.embeds).flatMap((embed, index) => linksOf(embed, [...path, 'embeds', index]).map(([link, at]) => [link, at])),
    ...all.flatMap(({ component, path: at }) => [...mediaOf(component, at).map(([media, where]) => [media?.url, where]), [component.file?.url, [...at, 'file', 'url']]]),
  ];
  for (const [link, at] of links)
    if (typeof link === 'string' && isAttachment(link) && !brought.has(link)) report('attachment', at, `${link} is not among the attachments`);
  repeated(listOf(message.attachments), file => file?.id, (_, index, id) => report('attachment', [...path, 'attachments', index, 'id'], `the id ${id} is used twice`));
}

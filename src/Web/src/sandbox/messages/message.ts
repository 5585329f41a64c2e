import '@skyra/discord-components-core/discord-command.js';
import '@skyra/discord-components-core/discord-message.js';
import '@skyra/discord-components-core/discord-reply.js';
import { html, nothing, type TemplateResult } from 'lit';
import { MessageFlag, MessageType, type Message } from '../discord.ts';
import { markdown, withoutMarkdown } from '../markdown/render.ts';
import { saidAt } from '../markdown/times.ts';
import { avatarOf } from '../people/avatar.ts';
import { showRefusal } from '../refusal.ts';
import { displayName, type Names } from '../world.ts';
import { showComponent } from './components.ts';
import type { Drawing } from './context.ts';
import { showEmbed } from './embed.ts';
import { showAttachment } from './media.ts';

const has = (message: Message, flag: number): boolean => ((message.flags ?? 0) & flag) !== 0;

/** One message, as an article. `follows`: it stands under one of the same author and needs no head. */
export function showMessage(message: Message, follows: boolean, drawing: Drawing): TemplateResult {
  const { author, timestamp } = message;
  const when = saidAt(timestamp, drawing.now, drawing.names.locale);
  const ephemeral = has(message, MessageFlag.Ephemeral);
  const mentioned = /@everyone|@here/.test(message.content) || message.content.includes(`<@${drawing.names.me}>`);
  const complaint = drawing.complaintOf(message);
  return html`<article
    class="message ${ephemeral ? 'ephemeral' : ''} ${follows ? 'follows' : ''} ${mentioned ? 'mentioned' : ''}"
    data-message-id=${message.id}
    aria-label="${displayName(author)}, ${when}"
    @contextmenu=${(event: MouseEvent) => drawing.openMenu(event, message)}
  >
    <discord-message
      .author=${displayName(author)}
      .avatar=${avatarOf(author)}
      .bot=${author.bot ?? false}
      .edited=${Boolean(message.edited_timestamp) && !has(message, MessageFlag.Loading)}
      .timestamp=${when}
      .messageBodyOnly=${follows}
    >
      ${showHead(message, drawing.names)} ${showBody(message, drawing)} ${ephemeral ? showPrivacy(message, drawing) : nothing}
      ${complaint ? html`<div slot="components">${showRefusal(complaint)}</div>` : nothing}
    </discord-message>
    ${drawing.hasMenu ? showMore(message, drawing) : nothing}
  </article>`;
}

function showMore(message: Message, drawing: Drawing): TemplateResult {
  return html`<button
    type="button"
    class="more"
    aria-label="More"
    title="Commands for this message and its author"
    aria-haspopup="menu"
    @click=${(event: MouseEvent) => drawing.openMenu(event, message)}
  >
    ⋯
  </button>`;
}

function showHead(message: Message, names: Names): TemplateResult | typeof nothing {
  const { interaction_metadata: cause, referenced_message: answered, type } = message;
  if ((type === MessageType.SlashCommand || type === MessageType.ContextCommand) && cause) {
    const name = cause.name ?? '';
    return html`<discord-command
      slot="reply"
      type="slash_command"
      .author=${displayName(cause.user)}
      .avatar=${avatarOf(cause.user)}
      .command=${type === MessageType.SlashCommand ? `/${name}` : name}
    ></discord-command>`;
  }
  if (type !== MessageType.Reply) {
    return nothing;
  }
  if (!answered) {
    return html`<discord-reply slot="reply" .deleted=${true}></discord-reply>`;
  }
  const excerpt = withoutMarkdown(answered.content, names).slice(0, 120) || (answered.embeds?.[0]?.title ?? 'Click to see attachment');
  return html`<discord-reply slot="reply" .author=${displayName(answered.author)} .avatar=${avatarOf(answered.author)} .bot=${answered.author.bot ?? false}
    >${excerpt}</discord-reply
  >`;
}

function showBody(message: Message, drawing: Drawing): unknown {
  const { content, embeds = [], components = [], attachments = [] } = message;
  if (has(message, MessageFlag.Loading)) {
    return html`<span class="thinking"
      ><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${displayName(message.author)} is thinking…</span
    >`;
  }
  // In components v2 a file shows where a component says so, and only there.
  const loose = has(message, MessageFlag.ComponentsV2) ? [] : attachments.filter(({ filename }) => !isEmbedded(filename, message));
  return [
    content ? html`<div class="md">${markdown(content, drawing.names)}</div>` : nothing,
    loose.length > 0 ? html`<div slot="attachments">${loose.map(showAttachment)}</div>` : nothing,
    embeds.map((embed) => showEmbed(embed, attachments, drawing.names, drawing.now)),
    components.length > 0 ? html`<div slot="components" class="components">${components.map((one) => showComponent(one, message, drawing))}</div>` : nothing,
  ];
}

function isEmbedded(filename: string, { embeds = [], attachments = [] }: Message): boolean {
  const url = attachments.find((one) => one.filename === filename)?.url;
  return embeds.some(({ image, thumbnail }) => [image?.url, thumbnail?.url].some((one) => one === url || one === `attachment://${filename}`));
}

function showPrivacy(message: Message, drawing: Drawing): TemplateResult {
  return html`<div slot="components" class="privacy">
    Only you can see this · <button type="button" class="quiet" @click=${() => drawing.dismiss(message.id)}>Dismiss</button>
  </div>`;
}

import '@skyra/discord-components-core/discord-embed.js';
import '@skyra/discord-components-core/discord-embed-description.js';
import '@skyra/discord-components-core/discord-embed-field.js';
import '@skyra/discord-components-core/discord-embed-fields.js';
import '@skyra/discord-components-core/discord-embed-footer.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Attachment, Embed } from '../discord.ts';
import { attachedOr, followable, showable } from '../links.ts';
import { markdown, markdownLine } from '../markdown/render.ts';
import { saidAt } from '../markdown/times.ts';
import type { Names } from '../world.ts';
import { column } from './field-columns.ts';
import { hexColour } from './media.ts';

/** Author, title and field names stand in slots of ours: the component would take any long number in them for an emoji to load from Discord. */
export function showEmbed(embed: Embed, attachments: readonly Attachment[], names: Names, now: number): TemplateResult {
  const picture = (media: { url: string } | undefined): string | undefined => showable(attachedOr(media?.url, attachments));
  const far = [embed.image, embed.thumbnail].flatMap((media) => (media && !picture(media) ? [media.url] : []));
  return html`<discord-embed
    slot="embeds"
    color=${ifDefined(embed.color === undefined ? undefined : hexColour(embed.color))}
    image=${ifDefined(picture(embed.image))}
    thumbnail=${ifDefined(picture(embed.thumbnail))}
  >
    <discord-embed-description slot="description">
      ${embed.author ? html`<div class="embed-author">${linked(embed.author.name, embed.author.url)}</div>` : nothing}
      ${embed.title ? html`<div class="embed-title">${linked(markdownLine(embed.title, names), embed.url)}</div>` : nothing}
      ${embed.description ? html`<div class="md">${markdown(embed.description, names)}</div>` : nothing} ${far.map(farPicture)}
    </discord-embed-description>
    ${embed.fields?.length ? showFields(embed.fields, names) : nothing} ${showFooter(embed, names, now)}
  </discord-embed>`;
}

/** A picture elsewhere is not loaded: nobody elsewhere shall learn that it is looked at. */
function farPicture(url: string): TemplateResult {
  const address = followable(url);
  return address === undefined
    ? html`${url}`
    : html`<div class="far"><a href=${address} target="_blank" rel="noopener noreferrer">Picture: ${address}</a></div>`;
}

function linked(text: unknown, url: string | undefined): unknown {
  const address = followable(url);
  return address === undefined ? text : html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}</a>`;
}

function showFields(fields: NonNullable<Embed['fields']>, names: Names): TemplateResult {
  return html`<discord-embed-fields slot="fields">
    ${fields.map(
      ({ name, value, inline }, at) =>
        html`<discord-embed-field ?inline=${inline} inline-index=${ifDefined(inline ? column(fields, at) : undefined)}>
          <div class="embed-field-name">${markdownLine(name, names)}</div>
          <div class="md">${markdown(value, names)}</div>
        </discord-embed-field>`,
    )}
  </discord-embed-fields>`;
}

function showFooter({ footer, timestamp }: Embed, names: Names, now: number): TemplateResult | typeof nothing {
  if (!footer && !timestamp) {
    return nothing;
  }
  const parts = [footer?.text, timestamp && saidAt(timestamp, now, names.locale)].filter(Boolean);
  return html`<discord-embed-footer slot="footer">${parts.join(' • ')}</discord-embed-footer>`;
}

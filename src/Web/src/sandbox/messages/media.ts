import { html, nothing, type TemplateResult } from 'lit';
import type { Attachment, Media } from '../discord.ts';
import { attachedOr, followable, showable } from '../links.ts';
import { spoiler } from '../markdown/render.ts';

export const hexColour = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;

export function showMedia({ media, description, spoiler: hidden }: Media, attachments: readonly Attachment[], look: string): TemplateResult {
  const url = attachedOr(media.url, attachments) ?? media.url;
  const source = showable(url);
  const shown = source
    ? html`<img class=${look} src=${source} alt=${description ?? ''} />`
    : html`<span class="far">${link(url, description ?? `Picture: ${url}`)}</span>`;
  return hidden ? spoiler(shown) : shown;
}

const link = (url: string, text: string): TemplateResult | string => {
  const address = followable(url);
  return address === undefined ? text : html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}</a>`;
};

export function showAttachment(attachment: Attachment): TemplateResult {
  const { filename, size, content_type: type, description } = attachment;
  const source = showable(attachment.url);
  const address = followable(attachment.url);
  const picture = source !== undefined && type?.startsWith('image/') === true;
  return html`<div class="attachment">
    ${picture ? html`<img class="gallery-picture" src=${source} alt=${description ?? filename} />` : nothing}
    ${address === undefined ? filename : html`<a href=${address} download=${filename} rel="noopener">${filename}</a>`} <small>${sizeText(size)}</small>
  </div>`;
}

export function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  return `${(bytes / 1024 ** step).toLocaleString('en', { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step] ?? ''}`;
}

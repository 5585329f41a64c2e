import { html, nothing, type TemplateResult } from 'lit';
import { ButtonStyle, ComponentType, type Button, type Component, type Container, type Message, type Section, type Select } from '../discord.ts';
import { attachedOr, followable } from '../links.ts';
import { markdown, spoiler } from '../markdown/render.ts';
import '../select-menu.ts';
import { styleMap } from '../theme/style-map.ts';
import { choicesOf } from '../select-choices.ts';
import type { Drawing } from './context.ts';
import { hexColour, showAttachment, showMedia } from './media.ts';

export function showComponent(component: Component, message: Message, drawing: Drawing): TemplateResult | typeof nothing {
  const attachments = message.attachments ?? [];
  const inner = (one: Component): TemplateResult | typeof nothing => showComponent(one, message, drawing);
  switch (component.type) {
    case ComponentType.ActionRow:
      return html`<div class="action-row">${component.components.map(inner)}</div>`;
    case ComponentType.Button:
      return showButton(component, message, drawing);
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return showSelect(component, message, drawing);
    case ComponentType.Section:
      return showSection(component, message, drawing);
    case ComponentType.TextDisplay:
      return html`<div class="md">${markdown(component.content, drawing.names)}</div>`;
    case ComponentType.Thumbnail:
      return showMedia(component, attachments, 'thumbnail');
    case ComponentType.MediaGallery:
      return html`<div class="gallery">${component.items.map((item) => showMedia(item, attachments, 'gallery-picture'))}</div>`;
    case ComponentType.File: {
      const url = attachedOr(component.file.url, attachments);
      const file = attachments.find((one) => one.url === url);
      return file ? showAttachment(file) : nothing;
    }
    case ComponentType.Separator:
      return html`<div class="separator ${component.spacing === 2 ? 'separator-large' : ''} ${component.divider === false ? '' : 'separator-line'}"></div>`;
    case ComponentType.Container:
      return showContainer(component, message, drawing);
    default:
      // The others belong in forms.
      return nothing;
  }
}

function showContainer({ accent_color: accent, components, spoiler: hidden }: Container, message: Message, drawing: Drawing): TemplateResult {
  const inner = components.map((one) => showComponent(one, message, drawing));
  const border = styleMap({ 'border-inline-start-color': typeof accent === 'number' ? hexColour(accent) : undefined });
  return html`<div class="container" style=${border}>${hidden ? spoiler(inner) : inner}</div>`;
}

function showSection({ components, accessory }: Section, message: Message, drawing: Drawing): TemplateResult {
  return html`<div class="section">
    <div class="section-text">${components.map((one) => showComponent(one, message, drawing))}</div>
    ${accessory ? showComponent(accessory, message, drawing) : nothing}
  </div>`;
}

const Looks: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
};

function showButton(button: Button, message: Message, drawing: Drawing): TemplateResult {
  const { style, label, emoji, custom_id: customId = '' } = button;
  const face = html`${emoji ? html`<span aria-hidden=${label ? 'true' : nothing}>${emoji.id ? `:${emoji.name ?? ''}:` : emoji.name}</span>` : nothing}${label}`;
  if (style === ButtonStyle.Link) {
    const address = followable(button.url);
    return address === undefined || button.disabled
      ? html`<button type="button" class="button secondary" disabled>${face}</button>`
      : html`<a class="button secondary" href=${address} target="_blank" rel="noopener noreferrer">${face} <span aria-hidden="true">↗</span></a>`;
  }
  if (style === ButtonStyle.Premium) {
    return html`<button type="button" class="button primary" disabled title="A premium button: Discord shows the product's price here">
      Buy ${button.sku_id}
    </button>`;
  }
  const pending = drawing.isPending(message, customId);
  return html`<button
    type="button"
    class="button ${Looks[style] ?? 'secondary'} ${pending ? 'pending' : ''}"
    ?disabled=${button.disabled ?? false}
    aria-disabled=${pending ? 'true' : nothing}
    aria-busy=${pending}
    @click=${() => drawing.press(message, customId)}
  >
    ${face}
  </button>`;
}

function showSelect(select: Select, message: Message, drawing: Drawing): TemplateResult {
  return html`<select-menu
    .label=${select.placeholder ?? 'Make a selection'}
    .choices=${choicesOf(select, drawing.names)}
    .least=${select.min_values ?? 1}
    .most=${select.max_values ?? 1}
    .disabled=${(select.disabled ?? false) || drawing.isPending(message, select.custom_id)}
    @chosen=${(event: CustomEvent<string[]>) => drawing.press(message, select.custom_id, event.detail)}
  ></select-menu>`;
}

// The components draw small print in greys that are too faint to read (WCAG 2 AA asks for 4.5:1), within their shadow roots, where the page's own
// style sheet does not reach. A sheet of ours behind theirs mends it, and what breaks in a narrow window.
import { css, type CSSResult, type LitElement } from 'lit';
import { DiscordAuthorInfo } from '@skyra/discord-components-core/discord-author-info.js';
import { DiscordCommand } from '@skyra/discord-components-core/discord-command.js';
import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js';
import { DiscordEmbedFields } from '@skyra/discord-components-core/discord-embed-fields.js';
import { DiscordEmbedFooter } from '@skyra/discord-components-core/discord-embed-footer.js';
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js';
import { DiscordReply } from '@skyra/discord-components-core/discord-reply.js';
import { DiscordVerifiedAuthorTag } from '@skyra/discord-components-core/discord-verified-author-tag.js';

function mend(component: typeof LitElement, sheet: CSSResult): void {
  component.elementStyles.push(sheet);
}

const replies = css`
  :host {
    color: var(--faint) !important;
    user-select: text;
    white-space: normal;
    min-width: 0;
    column-gap: 4px;
  }
  :host .discord-replied-message-username {
    color: var(--text) !important;
    opacity: 1;
  }
  :host .discord-replied-message-content {
    min-width: 0;
    overflow: hidden;
  }
  :host .discord-slash-command-name,
  :host .discord-slash-command-name:hover {
    color: var(--link) !important;
    background: transparent;
  }
`;

mend(
  DiscordMessage,
  css`
    :host .discord-message-timestamp.discord-message-timestamp,
    :host .discord-message-edited.discord-message-edited {
      color: var(--faint);
    }
    :host .discord-message-content {
      min-width: 0;
    }
    :host .discord-author-avatar {
      flex: none;
      margin-top: 2px;
    }
    :host .discord-message-body-only-indent.discord-message-body-only-indent {
      flex: none;
      margin-left: 0;
    }
  `,
);
mend(
  DiscordAuthorInfo,
  css`
    :host .discord-author-username.discord-author-username {
      color: var(--text-strong);
    }
  `,
);
mend(
  DiscordVerifiedAuthorTag,
  css`
    :host * {
      background-color: var(--tag);
    }
  `,
);
mend(
  DiscordEmbed,
  css`
    :host .discord-embed-wrapper.discord-embed-wrapper {
      background-color: var(--raised);
      border-color: var(--edge);
      min-width: 0;
    }
    :host .discord-embed-image.discord-embed-image {
      max-width: 100%;
    }
  `,
);
// Where the messages have little room, each of three columns would be too narrow for a word. Discord's app puts them below one another there as well.
mend(
  DiscordEmbedFields,
  css`
    @container (width < 520px) {
      ::slotted([inline-index]) {
        grid-column: 1 / 13 !important;
      }
    }
  `,
);
mend(
  DiscordEmbedFooter,
  css`
    :host {
      color: var(--faint) !important;
    }
  `,
);
mend(DiscordReply, replies);
mend(DiscordCommand, replies);

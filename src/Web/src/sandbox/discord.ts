// The parts of Discord's objects that the page shows or sends. Fields that Discord may leave out are optional here too.

export interface User {
  id: string;
  username: string;
  global_name?: string | null;
  bot?: boolean;
}

export interface Channel {
  id: string;
  name: string;
  type: number;
}

export interface Role {
  id: string;
  name: string;
}

export interface Emoji {
  id?: string | null;
  name?: string | null;
}

export const CommandType = { Slash: 1, User: 2, Message: 3 } as const;

export const OptionType = {
  Subcommand: 1,
  Group: 2,
  String: 3,
  Integer: 4,
  Boolean: 5,
  User: 6,
  Channel: 7,
  Role: 8,
  Mentionable: 9,
  Number: 10,
  Attachment: 11,
} as const;

export type Localizations = Readonly<Record<string, string>> | null;

export interface Choice {
  name: string;
  name_localizations?: Localizations;
  value: string | number;
}

export interface CommandOption {
  type: number;
  name: string;
  name_localizations?: Localizations;
  description: string;
  description_localizations?: Localizations;
  required?: boolean;
  choices?: readonly Choice[];
  options?: readonly CommandOption[];
  channel_types?: readonly number[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
  autocomplete?: boolean;
}

export interface ApplicationCommand {
  id: string;
  type?: number;
  guild_id?: string;
  name: string;
  name_localizations?: Localizations;
  description: string;
  description_localizations?: Localizations;
  options?: readonly CommandOption[];
  default_member_permissions?: string | null;
  contexts?: readonly number[] | null;
}

/** What a person typed into a command, as an interaction carries it. */
export interface OptionValue {
  name: string;
  type: number;
  value?: string | number | boolean;
  options?: OptionValue[];
  focused?: boolean;
}

interface Picture {
  url: string;
}

export interface Embed {
  title?: string;
  description?: string;
  url?: string;
  timestamp?: string;
  color?: number;
  footer?: { text: string; icon_url?: string };
  image?: Picture;
  thumbnail?: Picture;
  author?: { name: string; url?: string; icon_url?: string };
  fields?: readonly { name: string; value: string; inline?: boolean }[];
}

export interface Attachment {
  id: string;
  filename: string;
  description?: string;
  content_type?: string;
  size: number;
  url: string;
}

export const MessageFlag = { Ephemeral: 64, Loading: 128, ComponentsV2: 32768 } as const;
export const MessageType = { Said: 0, Reply: 19, SlashCommand: 20, ContextCommand: 23 } as const;

export interface Message {
  id: string;
  channel_id: string;
  author: User;
  content: string;
  embeds?: readonly Embed[];
  components?: readonly Component[];
  attachments?: readonly Attachment[];
  flags?: number;
  timestamp: string;
  edited_timestamp?: string | null;
  type: number;
  referenced_message?: Message | null;
  interaction_metadata?: { id: string; type: number; user: User; name?: string };
}

export * from './discord-components.ts';
import type { Component } from './discord-components.ts';

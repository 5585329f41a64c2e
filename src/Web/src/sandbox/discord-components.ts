import type { Emoji } from './discord.ts';

export const ComponentType = {
  ActionRow: 1,
  Button: 2,
  StringSelect: 3,
  TextInput: 4,
  UserSelect: 5,
  RoleSelect: 6,
  MentionableSelect: 7,
  ChannelSelect: 8,
  Section: 9,
  TextDisplay: 10,
  Thumbnail: 11,
  MediaGallery: 12,
  File: 13,
  Separator: 14,
  Container: 17,
  Label: 18,
  FileUpload: 19,
  RadioGroup: 21,
  CheckboxGroup: 22,
  Checkbox: 23,
} as const;

export const ButtonStyle = { Primary: 1, Secondary: 2, Success: 3, Danger: 4, Link: 5, Premium: 6 } as const;

interface Numbered {
  id?: number;
}

export interface ActionRow extends Numbered {
  type: 1;
  components: readonly (Button | Select | TextInput)[];
}

export interface Button extends Numbered {
  type: 2;
  style: number;
  label?: string;
  emoji?: Emoji;
  custom_id?: string;
  sku_id?: string;
  url?: string;
  disabled?: boolean;
}

export interface SelectOption {
  label: string;
  value: string;
  description?: string;
  emoji?: Emoji;
  default?: boolean;
}

export interface Select extends Numbered {
  type: 3 | 5 | 6 | 7 | 8;
  custom_id: string;
  options?: readonly SelectOption[];
  channel_types?: readonly number[];
  placeholder?: string;
  default_values?: readonly { id: string; type: string }[];
  min_values?: number;
  max_values?: number;
  disabled?: boolean;
  required?: boolean;
}

export interface TextInput extends Numbered {
  type: 4;
  custom_id: string;
  style: number;
  label?: string;
  min_length?: number;
  max_length?: number;
  required?: boolean;
  value?: string;
  placeholder?: string;
}

export interface Section extends Numbered {
  type: 9;
  components: readonly TextDisplay[];
  accessory?: Button | Thumbnail;
}

export interface TextDisplay extends Numbered {
  type: 10;
  content: string;
}

export interface Media {
  media: { url: string };
  description?: string | null;
  spoiler?: boolean;
}

export interface Thumbnail extends Numbered, Media {
  type: 11;
}

export interface MediaGallery extends Numbered {
  type: 12;
  items: readonly Media[];
}

export interface FileComponent extends Numbered {
  type: 13;
  file: { url: string };
  spoiler?: boolean;
}

export interface Separator extends Numbered {
  type: 14;
  divider?: boolean;
  spacing?: number;
}

export interface Container extends Numbered {
  type: 17;
  components: readonly Component[];
  accent_color?: number | null;
  spoiler?: boolean;
}

/** What a modal's label may hold. */
export type Field = TextInput | Select | FileUpload | RadioGroup | CheckboxGroup | Checkbox;

export interface Label extends Numbered {
  type: 18;
  label: string;
  description?: string;
  component: Field;
}

export interface FileUpload extends Numbered {
  type: 19;
  custom_id: string;
  required?: boolean;
}

export interface RadioGroup extends Numbered {
  type: 21;
  custom_id: string;
  options: readonly SelectOption[];
  required?: boolean;
}

export interface CheckboxGroup extends Numbered {
  type: 22;
  custom_id: string;
  options: readonly SelectOption[];
  min_values?: number;
  max_values?: number;
  required?: boolean;
}

export interface Checkbox extends Numbered {
  type: 23;
  custom_id: string;
  default?: boolean;
}

export type Component =
  | ActionRow
  | Button
  | Select
  | TextInput
  | Section
  | TextDisplay
  | Thumbnail
  | MediaGallery
  | FileComponent
  | Separator
  | Container
  | Label
  | FileUpload
  | RadioGroup
  | CheckboxGroup
  | Checkbox;

export interface Modal {
  custom_id: string;
  title: string;
  components: readonly Component[];
}

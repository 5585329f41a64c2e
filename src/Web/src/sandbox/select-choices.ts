import { ComponentType, type Emoji, type Select } from './discord.ts';
import { displayName, type Names } from './world.ts';

export interface SelectChoice {
  label: string;
  value: string;
  description?: string;
  emoji?: Emoji;
  chosen: boolean;
}

/** What a select offers: its own options, or the people, roles and channels around. */
export function choicesOf(select: Select, names: Names): SelectChoice[] {
  const isDefault = (id: string): boolean => select.default_values?.some((one) => one.id === id) ?? false;
  const users = names.users.map((user) => ({
    label: displayName(user),
    value: user.id,
    description: user.username,
    chosen: isDefault(user.id),
  }));
  const roles = names.roles.map(({ id, name }) => ({ label: name, value: id, chosen: isDefault(id) }));
  switch (select.type) {
    case ComponentType.StringSelect:
      return (select.options ?? []).map(({ default: chosen = false, ...option }) => ({ ...option, chosen }));
    case ComponentType.UserSelect:
      return users;
    case ComponentType.RoleSelect:
      return roles;
    case ComponentType.MentionableSelect:
      return [...users, ...roles];
    case ComponentType.ChannelSelect:
      return names.channels
        .filter(({ type }) => !select.channel_types?.length || select.channel_types.includes(type))
        .map(({ id, name }) => ({ label: `# ${name}`, value: id, chosen: isDefault(id) }));
  }
}

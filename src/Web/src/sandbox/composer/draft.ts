import type { Runnable } from '../commands.ts';
import { OptionType, type CommandOption, type OptionValue } from '../discord.ts';
import { lengthProblem } from '../lengths.ts';
import { localised } from '../locales.ts';
import { displayName, type Names } from '../world.ts';

export interface Suggestion {
  label: string;
  value: string | number | boolean;
  detail?: string;
}

/** What stands in one option's field: the text, and the value if the text was chosen from a list. */
export interface Entry {
  text: string;
  chosen?: Suggestion;
}

export type Entries = Readonly<Record<string, Entry>>;

const MaxText = 6000;
const MaxInteger = Number.MAX_SAFE_INTEGER;

/** All that a field of this kind can be, narrowed to what was typed; undefined when there is no such list. */
export function choicesFor(option: CommandOption, typed: string, names: Names): Suggestion[] | undefined {
  const all = allChoices(option, names);
  const text = typed.trim().replace(/^[@#]/, '').toLowerCase();
  return all?.filter(({ label, detail }) => [label, detail].some((one) => one?.toLowerCase().includes(text)));
}

function allChoices(option: CommandOption, names: Names): Suggestion[] | undefined {
  const users = names.users.map((user) => ({ label: displayName(user), value: user.id, detail: user.username }));
  const roles = names.roles.map((role) => ({ label: role.name, value: role.id, detail: 'role' }));
  switch (option.type) {
    case OptionType.Boolean:
      return [true, false].map((value) => ({ label: value ? 'True' : 'False', value }));
    case OptionType.User:
      return users;
    case OptionType.Role:
      return roles;
    case OptionType.Mentionable:
      return [...users, ...roles];
    case OptionType.Channel:
      return names.channels
        .filter(({ type }) => !option.channel_types?.length || option.channel_types.includes(type))
        .map((channel) => ({ label: channel.name, value: channel.id }));
    default:
      return option.choices?.map((choice) => ({
        label: localised(choice.name, choice.name_localizations, names.locale),
        value: choice.value,
      }));
  }
}

/** The value a field stands for; undefined while it is empty. Throws with a sentence when it stands for none. */
function valueOf(option: CommandOption, entry: Entry | undefined, names: Names): string | number | boolean | undefined {
  const text = entry?.text.trim() ?? '';
  if (option.type === OptionType.Attachment && (option.required === true || text !== '')) {
    throw new Error('Files cannot be sent from the sandbox.');
  }
  if (text === '') {
    return undefined;
  }
  if (entry?.chosen?.label === entry?.text) {
    return entry?.chosen?.value;
  }
  const choices = allChoices(option, names);
  if (choices) {
    const bare = text.replace(/^[@#]/, '').toLowerCase();
    const found = choices.find(({ label, detail }) => [label, detail].some((one) => one?.toLowerCase() === bare));
    if (!found) {
      throw new Error('Choose one of the list.');
    }
    return found.value;
  }
  return option.type === OptionType.Integer || option.type === OptionType.Number ? numberIn(option, text) : stringIn(option, text);
}

function numberIn({ type, min_value: min, max_value: max }: CommandOption, text: string): number {
  const value = Number(text);
  if (type === OptionType.Integer && !/^[+-]?\d+$/.test(text)) {
    throw new Error('Type a whole number.');
  }
  if (!Number.isFinite(value) || Math.abs(value) > MaxInteger) {
    throw new Error('Type a number.');
  }
  if (min !== undefined && value < min) {
    throw new Error(`The smallest is ${min}.`);
  }
  if (max !== undefined && value > max) {
    throw new Error(`The largest is ${max}.`);
  }
  return value;
}

function stringIn({ min_length: min = 0, max_length: max = MaxText }: CommandOption, text: string): string {
  const problem = lengthProblem(text, min, max);
  if (problem !== undefined) {
    throw new Error(problem);
  }
  return text;
}

/** What is wrong with a field, in a sentence; undefined when nothing is. */
export function problemOf(option: CommandOption, entry: Entry | undefined, names: Names): string | undefined {
  try {
    return valueOf(option, entry, names) === undefined && option.required ? 'This option is required.' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The field to go on with: the first required one that is empty, or else the first that is. */
export function nextEmpty(options: readonly CommandOption[], entries: Entries): CommandOption | undefined {
  const empty = options.filter(({ name }) => !entries[name]?.text);
  return empty.find(({ required }) => required) ?? empty[0];
}

/**
 * Whether the first of a field's list is what Enter and Tab take, before an arrow key chose another. Not where nothing was typed and the field may be
 * left so, or where the bot made the list: it is a help for typing, and its first may be all that one has.
 */
export const offersFirst = (option: CommandOption, typed: string): boolean => typed !== '' || (option.required === true && option.autocomplete !== true);

/** The options as an interaction carries them; the fields must be without problems. */
export function optionsOf(runnable: Runnable, entries: Entries, names: Names): OptionValue[] {
  const values = runnable.options.flatMap((option): OptionValue[] => {
    const value = valueOf(option, entries[option.name], names);
    return value === undefined ? [] : [{ name: option.name, type: option.type, value }];
  });
  return nested(runnable, values);
}

/** The same while one field is being typed into: what is wrong is left out, and the focused one is its text. */
export function optionsWhileTyping(runnable: Runnable, entries: Entries, focused: string, names: Names): OptionValue[] {
  const values = runnable.options.flatMap((option): OptionValue[] => {
    const { name, type } = option;
    const entry = entries[name];
    if (name === focused) {
      return [{ name, type, value: entry?.text ?? '', focused: true }];
    }
    const value = problemOf(option, entry, names) === undefined ? valueOf(option, entry, names) : undefined;
    return value === undefined ? [] : [{ name, type, value }];
  });
  return nested(runnable, values);
}

const nested = ({ path }: Runnable, values: OptionValue[]): OptionValue[] => path.reduceRight((options, { name, type }) => [{ name, type, options }], values);

// The list of commands that the bulk overwrite takes.
import { LOCALES } from '../schema.mjs';
import { blank, lengthOf, listOf, repeated } from './text.mjs';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const Kind = { Chat: 1, User: 2, Message: 3, EntryPoint: 4 };
const MOST = { [Kind.Chat]: 100, [Kind.User]: 15, [Kind.Message]: 15, [Kind.EntryPoint]: 1 };
const Option = { Subcommand: 1, Group: 2, String: 3, Integer: 4, Number: 10 };

export function checkRegistration(commands, report) {
  const kind = command => command?.type ?? Kind.Chat;
  for (const [type, most] of Object.entries(MOST)) {
    const count = listOf(commands).filter(command => String(kind(command)) === type).length;
    if (count > most) report('command-count', [], `${count} commands of type ${type}, at most ${most}`);
  }
  if (listOf(commands).length === 0) report('command-count', [], 'an empty list deletes every command');
  repeated(listOf(commands), command => `${kind(command)} ${command?.name}`, (command, index) => report('command-unique', [index, 'name'], `the name "${command?.name}" is used twice`));
  listOf(commands).forEach((command, index) => checkCommand(command ?? {}, kind(command), [index], report));
}

function checkCommand(command, kind, path, report) {
  const chat = kind === Kind.Chat;
  if (chat) {
    checkName(command, path, report);
    checkDescription(command, path, report);
  } else {
    if (blank(command.name) || lengthOf(command.name) > 32) report('name', [...path, 'name'], 'a name has 1 to 32 characters');
    if (kind !== Kind.EntryPoint && command.description) report('description', [...path, 'description'], 'only a chat-input command has a description');
    if (listOf(command.options).length > 0) report('option-place', [...path, 'options'], 'only a chat-input command has options');
  }
  checkLocales(command, path, chat, report);
  if (chat) checkOptions(command, path, 0, report);
  const size = sizeOf(command);
  if (size > 8000) report('command-size', path, `${size} characters in "${command.name}", at most 8000`);
}

function checkName(named, path, report) {
  if (!NAME.test(named.name ?? '')) report('name', [...path, 'name'], `"${named.name}" is not 1 to 32 letters, digits, -, _ or '`);
  else if (named.name !== named.name.toLowerCase()) report('name-case', [...path, 'name'], `"${named.name}" is not lower case`);
}

function checkDescription(named, path, report) {
  const length = lengthOf(named.description);
  if (length < 1 || length > 100) report('description', [...path, 'description'], `${length} characters, 1 to 100`);
}

function checkLocales(named, path, strict, report) {
  for (const [field, most] of [['name_localizations', 32], ['description_localizations', 100]]) {
    for (const [locale, text] of Object.entries(named[field] ?? {})) {
      const at = [...path, field, locale];
      if (!LOCALES.has(locale)) report('locale', at, `Discord does not know the locale "${locale}"`);
      if (blank(text) || lengthOf(text) > most) report('locale-text', at, `${lengthOf(text)} characters, 1 to ${most}`);
      else if (strict && field === 'name_localizations' && (!NAME.test(text) || text !== text.toLowerCase())) report('locale-name', at, `"${text}" is no lower-case name`);
    }
  }
}

function checkOptions(owner, path, depth, report) {
  const options = listOf(owner.options);
  const at = index => [...path, 'options', index];
  const nested = option => option?.type === Option.Subcommand || option?.type === Option.Group;
  if (options.length > 25) report('option-count', [...path, 'options'], `${options.length} options, at most 25`);
  if (options.some(nested) && !options.every(nested)) report('option-place', [...path, 'options'], 'subcommands do not mix with other options');
  checkSiblings(options, at, report);
  let optional = false;
  options.forEach((option, index) => {
    checkName(option, at(index), report);
    checkDescription(option, at(index), report);
    checkLocales(option, at(index), true, report);
    if (nested(option)) {
      if ((option.required ?? null) !== null) report('option-required', [...at(index), 'required'], 'a subcommand is not required');
      if (option.type === Option.Group && depth > 0 || option.type === Option.Subcommand && depth > 1) report('option-place', at(index), 'nested too deep');
      if (option.type === Option.Group && listOf(option.options).some(inner => inner?.type !== Option.Subcommand)) report('option-place', at(index), 'a group holds only subcommands');
      if (option.type === Option.Group && listOf(option.options).length === 0) report('option-place', at(index), 'a group holds subcommands');
      checkOptions(option, at(index), option.type === Option.Group ? 1 : 2, report);
      return;
    }
    if (option?.required === true && optional) report('option-required', at(index), 'required options come first');
    optional ||= option?.required !== true;
    checkValues(option ?? {}, at(index), report);
  });
}

/** A localised name differs from every default name and every name of the same locale among its siblings. */
function checkSiblings(options, at, report) {
  repeated(options, option => option?.name, (option, index) => report('option-unique', [...at(index), 'name'], `the name "${option.name}" is used twice`));
  const locales = new Set(options.flatMap(option => Object.keys(option?.name_localizations ?? {})));
  for (const locale of locales)
    options.forEach((option, index) => {
      const name = option?.name_localizations?.[locale];
      const taken = name !== undefined && options.some((other, place) => place !== index && (other?.name === name || (place < index && other?.name_localizations?.[locale] === name)));
      if (taken) report('option-unique', [...at(index), 'name_localizations', locale], `the name "${name}" is used twice`);
    });
}

function checkValues(option, path, report) {
  const choices = listOf(option.choices);
  if (choices.length > 25) report('choices', [...path, 'choices'], `${choices.length} choices, at most 25`);
  if (option.autocomplete === true && choices.length > 0) report('choices', [...path, 'choices'], 'choices exclude autocomplete');
  for (const key of ['name', 'value'])
    repeated(choices, choice => choice?.[key], (_, index, value) => report('choice-unique', [...path, 'choices', index, key], `the ${key} "${value}" is offered twice`));
  choices.forEach((choice, index) => {
    const at = [...path, 'choices', index];
    if (blank(choice?.name) || lengthOf(choice?.name) > 100) report('choice-name', [...at, 'name'], 'a choice has a name of 1 to 100 characters');
    if (typeof choice?.value === 'string' && [...choice.value].length > 100) report('choice-value', [...at, 'value'], 'a text value has at most 100 characters');
    for (const [locale, text] of Object.entries(choice?.name_localizations ?? {})) {
      if (!LOCALES.has(locale)) report('locale', [...at, 'name_localizations', locale], `Discord does not know the locale "${locale}"`);
      if (blank(text) || lengthOf(text) > 100) report('locale-text', [...at, 'name_localizations', locale], `${lengthOf(text)} characters, 1 to 100`);
    }
  });
  for (const [least, most] of [['min_length', 'max_length'], ['min_value', 'max_value']])
    if (typeof option[least] === 'number' && typeof option[most] === 'number' && option[least] > option[most])
      report('option-range', [...path, least], `${option[least]} to ${option[most]} is no range`);
}

/** Name, description and value over command, options and choices; of a localised text the longest counts. */
function sizeOf(node) {
  const longest = (text, localised) => Math.max(lengthOf(text), ...Object.values(localised ?? {}).map(lengthOf));
  const value = node?.value === undefined ? 0 : [...String(node.value)].length;
  return longest(node?.name, node?.name_localizations) + longest(node?.description, node?.description_localizations) + value
    + [...listOf(node?.options), ...listOf(node?.choices)].reduce((sum, inner) => sum + sizeOf(inner), 0);
}

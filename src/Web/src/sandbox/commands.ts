import { CommandType, OptionType, type ApplicationCommand, type CommandOption } from './discord.ts';
import { localised } from './locales.ts';
import type { Place } from './world.ts';

const Context = { Server: 0, Direct: 1 } as const;
const Administrator = 1n << 3n;

/** One thing that can be typed: a command, or one of its subcommands. */
export interface Runnable {
  command: ApplicationCommand;
  /** Group and subcommand on the way, outermost first; empty for a plain command. */
  path: readonly CommandOption[];
  /** As the person sees it: "/shop buy". */
  name: string;
  /** Untranslated, for finding it. */
  plainName: string;
  description: string;
  options: readonly CommandOption[];
}

/** Whether Discord would offer the command in this place. */
export function mayUse(command: ApplicationCommand, { server }: Place): boolean {
  const contexts = command.contexts ?? null;
  if (contexts !== null && !contexts.includes(server ? Context.Server : Context.Direct)) {
    return false;
  }
  if (command.guild_id !== undefined && command.guild_id !== server?.id) {
    return false;
  }
  const needed = command.default_member_permissions ?? null;
  if (server === null || needed === null) {
    return true;
  }
  const has = BigInt(server.permissions);
  // "0" asks for a permission that nobody has but administrators.
  return (has & Administrator) !== 0n || (BigInt(needed) !== 0n && (has & BigInt(needed)) === BigInt(needed));
}

const typeOf = (command: ApplicationCommand): number => command.type ?? CommandType.Slash;

export function contextCommands(commands: readonly ApplicationCommand[], type: number, place: Place): ApplicationCommand[] {
  return commands.filter((command) => typeOf(command) === type && mayUse(command, place));
}

export function runnables(commands: readonly ApplicationCommand[], place: Place, locale: string): Runnable[] {
  const open = contextCommands(commands, CommandType.Slash, place);
  return open.flatMap((command) => branches(command, [], locale)).sort((a, b) => a.name.localeCompare(b.name));
}

function branches(command: ApplicationCommand, path: readonly CommandOption[], locale: string): Runnable[] {
  const last = path.at(-1) ?? command;
  const options = last.options ?? [];
  const inner = options.filter(({ type }) => type === OptionType.Subcommand || type === OptionType.Group);
  if (inner.length > 0) {
    return inner.flatMap((option) => branches(command, [...path, option], locale));
  }
  const words = [command, ...path];
  return [
    {
      command,
      path,
      name: `/${words.map((word) => localised(word.name, word.name_localizations, locale)).join(' ')}`,
      plainName: `/${words.map((word) => word.name).join(' ')}`,
      description: localised(last.description, last.description_localizations, locale),
      options,
    },
  ];
}

const MostOffered = 50;

/** What the typed text may mean, the likeliest first. */
export function matching(all: readonly Runnable[], typed: string): Runnable[] {
  const text = typed.trim().toLowerCase();
  const rank = ({ name, plainName, description }: Runnable): number => {
    const names = [name.toLowerCase(), plainName.toLowerCase()];
    if (names.includes(text)) return 0;
    if (names.some((one) => one.startsWith(text))) return 1;
    if (names.some((one) => one.includes(text.slice(1)))) return 2;
    return text.length > 2 && description.toLowerCase().includes(text.slice(1)) ? 3 : 4;
  };
  const ranked = all.map((runnable) => ({ runnable, rank: rank(runnable) })).filter((entry) => entry.rank < 4);
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MostOffered)
    .map(({ runnable }) => runnable);
}

/** The command whose whole name was typed and ended with a space, with the rest of the text; as in "/bet 100". */
export function typedOut(all: readonly Runnable[], typed: string): { runnable: Runnable; rest: string } | undefined {
  const text = typed.toLowerCase();
  for (const runnable of all) {
    const name = [runnable.name, runnable.plainName].find((one) => text.startsWith(`${one.toLowerCase()} `));
    if (name !== undefined) {
      return { runnable, rest: typed.slice(name.length + 1) };
    }
  }
  return undefined;
}

import type { Person, Server, World } from './contract.ts';
import type { ApplicationCommand, Channel, Role, User } from './discord.ts';

/** Where one is: a channel of a server, or direct messages with the bot (`server` null). */
export interface Place {
  channel: Channel;
  server: Server | null;
}

export const DirectMessages = 'Direct messages';
const DirectChannelType = 1;

export function placesOf(world: World): Place[] {
  const channels = world.servers.flatMap((server) => server.channels.map((channel) => ({ channel, server })));
  return [...channels, { channel: { id: world.direct.id, name: DirectMessages, type: DirectChannelType }, server: null }];
}

export const placeOf = (world: World, channel: string): Place | undefined => placesOf(world).find((place) => place.channel.id === channel);

export const titleOf = ({ channel, server }: Place): string => (server ? `# ${channel.name}` : DirectMessages);

export const personOf = (world: World, id: string): Person | undefined => world.people.find(({ user }) => user.id === id);

export const displayName = (user: User): string => user.global_name ?? user.username;

/** What the ids in a text or a list stand for, as the chosen person sees it. */
export class Names {
  readonly users: readonly User[];
  readonly channels: readonly Channel[];
  readonly roles: readonly Role[];
  readonly commands: readonly ApplicationCommand[];
  readonly locale: string;
  /** The person looking, whose mentions stand out. */
  readonly me: string;

  constructor(world: World, me: string, place: Place | undefined) {
    this.me = me;
    this.locale = personOf(world, me)?.locale ?? 'en-US';
    this.users = [...world.people.map(({ user }) => user), world.bot];
    this.channels = place?.server?.channels ?? [];
    this.roles = place?.server?.roles ?? [];
    this.commands = world.commands;
  }

  user(id: string): User | undefined {
    return this.users.find((user) => user.id === id);
  }
}

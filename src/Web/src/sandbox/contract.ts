// What the page and its server say to each other; told in docs/sandbox.md.
import type { ApplicationCommand, Channel, Modal, OptionValue, Role, User } from './discord.ts';

export interface Person {
  user: User;
  about: string;
  locale: string;
}

export interface Server {
  id: string;
  name: string;
  permissions: string;
  channels: readonly Channel[];
  roles?: readonly Role[];
}

export interface Switches {
  rate_limits: boolean;
  outage: boolean;
}

export interface World {
  application: { id: string; name: string; accent: number };
  bot: User;
  people: readonly Person[];
  servers: readonly Server[];
  direct: { id: string };
  commands: readonly ApplicationCommand[];
  switches: Switches;
}

export interface DiscordError {
  path: string;
  code: string;
  message: string;
}

export interface Refusal {
  message: string;
  reason?: string;
  errors?: readonly DiscordError[];
}

export interface Outcome {
  interaction_id: string;
  outcome: 'answered' | 'thinking' | 'modal' | 'quiet' | 'refused';
  modal?: Modal;
  refusal?: Refusal;
  ms: number;
}

export interface Suggestions {
  choices: readonly { name: string; value: string | number }[];
  refusal?: Refusal;
}

export interface Exchange {
  id: string;
  kind: 'interaction' | 'rest';
  title: string;
  at: string;
  ms: number;
  request: { method: string; url: string; headers: Record<string, string>; body: unknown };
  response: { status: number; body: unknown };
  errors?: readonly DiscordError[];
}

interface InPlace {
  user: string;
  channel: string;
}

export interface CommandRequest extends InPlace {
  command_id: string;
  target_id?: string;
  options?: OptionValue[];
}

export interface ComponentRequest extends InPlace {
  message_id: string;
  custom_id: string;
  values?: string[];
}

export interface ModalRequest extends InPlace {
  interaction_id: string;
  components: unknown[];
}

export interface MessageRequest extends InPlace {
  content: string;
}

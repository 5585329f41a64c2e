#!/usr/bin/env node
// Registers slash commands at Discord: replaces all of one scope by what a file says.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Discord, Refused } from './discord.mjs';

const HELP = `commands.mjs --file <commands.json> [--guild <id>]
    --file    what ./flippy commands --json printed
    --guild   register in this server only, as the developer scope wants it; without it everywhere

BOT_TOKEN in the environment says whose commands they are. Exit status: 0 done, 1 Discord refused, 2 wrong use.`;

function wrongUse(sentence) {
  console.error(`commands.mjs: ${sentence}\n\n${HELP}`);
  process.exit(2);
}

function read(file) {
  try {
    const commands = JSON.parse(readFileSync(file, 'utf8'));
    // An empty list is legal, and would take every command away from every server.
    if (Array.isArray(commands) && commands.length > 0 && commands.every(command => typeof command?.name === 'string')) return commands;
  } catch (failure) {
    wrongUse(`${file} cannot be read: ${failure.message}`);
  }
  return wrongUse(`${file} is no list of commands`);
}

function options() {
  try {
    return parseArgs({ options: { file: { type: 'string' }, guild: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (failure) {
    return wrongUse(failure.message);
  }
}

const { file, guild, help } = options();
if (help) { console.log(HELP); process.exit(0); }
if (!file) wrongUse('--file is missing');
if (guild !== undefined && !/^\d{17,20}$/.test(guild)) wrongUse('--guild is the id of a server');
if (!process.env.BOT_TOKEN) wrongUse('BOT_TOKEN is not set');

const commands = read(file);
try {
  const discord = new Discord(process.env.BOT_TOKEN, process.env.DISCORD_API);
  const { id } = await discord.call('GET', '/applications/@me');
  const registered = await discord.call('PUT', `/applications/${id}${guild ? `/guilds/${guild}` : ''}/commands`, commands);
  console.log(`${registered.length} commands registered${guild ? ` in server ${guild}` : ''}: ${registered.map(command => command.name).join(', ')}`);
} catch (failure) {
  if (!(failure instanceof Refused)) throw failure;
  console.error(failure.message);
  process.exitCode = 1;
}

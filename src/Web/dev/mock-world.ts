// People, places and commands of the mock server: a little of everything the page can show.
import type { World } from '../src/sandbox/contract.ts';
import type { ApplicationCommand, Message, Modal } from '../src/sandbox/discord.ts';

const bot = { id: '1200000000000000001', username: 'flippy-flip', global_name: 'Flippy Flip', bot: true };
const people = [
  { user: { id: '1000000000000000001', username: 'ann', global_name: 'Ann' }, about: 'Player', locale: 'en-US' },
  { user: { id: '1000000000000000002', username: 'ben', global_name: 'Ben' }, about: 'Player', locale: 'de' },
  { user: { id: '1000000000000000003', username: 'cleo', global_name: 'Cleo' }, about: 'Server admin', locale: 'en-US' },
  { user: { id: '1000000000000000004', username: 'dev', global_name: 'Dev' }, about: 'Developer', locale: 'en-US' },
];

const amount = { type: 3, name: 'amount', description: 'How many coins: 500, 1k, half, all', required: true, autocomplete: true };
const sides = [
  { name: 'Heads', name_localizations: { de: 'Kopf' }, value: 'heads' },
  { name: 'Tails', name_localizations: { de: 'Zahl' }, value: 'tails' },
];
const side = { type: 3, name: 'side', description: 'Heads or tails', choices: sides };
const target = { type: 6, name: 'player', description: 'Whom', required: true };

const commands: ApplicationCommand[] = [
  { id: '1', name: 'start', description: 'Open your purse' },
  { id: '2', name: 'daily', description: 'Collect your daily coins' },
  { id: '3', name: 'flip', name_localizations: { de: 'münze' }, description: 'Flip a coin', options: [side] },
  { id: '4', name: 'bet', description: 'Bet on a flip', options: [amount, side] },
  {
    id: '5',
    name: 'pay',
    description: 'Give coins to somebody',
    contexts: [0],
    options: [target, { type: 4, name: 'coins', description: 'How many', required: true, min_value: 1 }],
  },
  { id: '6', name: 'report', description: 'Tell us what went wrong' },
  { id: '7', name: 'slow', description: 'Takes its time' },
  { id: '8', name: 'fail', description: 'Is refused' },
  { id: '9', name: 'panel', description: 'Shows components v2' },
  {
    id: '10',
    name: 'config',
    description: 'Settings',
    default_member_permissions: '32',
    options: [{ type: 1, name: 'show', description: 'Shows the settings' }],
  },
  { id: '11', type: 2, name: 'Profile', description: '' },
  { id: '12', type: 3, name: 'Explain this roll', description: '' },
];

export const worldOf = (person: string | null): World => ({
  application: { id: bot.id, name: 'Flippy Flip', accent: 0x5865f2 },
  bot,
  people,
  servers: [
    {
      id: '1100000000000000001',
      name: 'Coin Cove',
      permissions: person === people[2]?.user.id ? '8' : '2147485696',
      channels: [
        { id: '1100000000000000011', name: 'general', type: 0 },
        { id: '1100000000000000012', name: 'duels', type: 0 },
      ],
      roles: [{ id: '1100000000000000021', name: 'High rollers' }],
    },
  ],
  direct: { id: `13000${person?.slice(5) ?? ''}` },
  commands,
  switches: { rate_limits: false, outage: false },
});

const option = (label: string, value: string): { label: string; value: string; description: string } => ({
  label,
  value,
  description: `About ${value}`,
});
const again = { type: 2 as const, style: 1, label: 'Again', custom_id: 'again', emoji: { name: '🪙' } };

const dice =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="80" height="80" viewBox="0 0 10 10"%3E%3Crect width="10" height="10" rx="2" fill="crimson"/%3E%3Ccircle cx="5" cy="5" r="1.5" fill="white"/%3E%3C/svg%3E';

export const betting = (coins: string): Partial<Message> => ({
  embeds: [
    {
      author: { name: 'Provably fair' },
      title: 'Heads! You win 1,250 coins',
      description: `You bet **${coins}** on \`heads\`, <@${people[0]?.user.id ?? ''}>.\n> The coin has spoken.\nNext bet <t:${Math.floor(Date.now() / 1000) + 60}:R> with </bet:4>. ||The seed was 42.||`,
      color: 0x57f287,
      thumbnail: { url: dice },
      fields: [
        { name: 'Purse', value: '3,750', inline: true },
        { name: 'Bank', value: '10,000', inline: true },
        { name: 'Streak', value: '**4** wins', inline: true },
        { name: 'Remarks', value: '- one\n  - two\n- three' },
      ],
      footer: { text: 'Nonce 17' },
      timestamp: new Date().toISOString(),
    },
    { description: 'A picture elsewhere', image: { url: 'https://example.com/coin.png' } },
  ],
  components: [
    {
      type: 1,
      components: [
        again,
        { type: 2, style: 3, label: 'Double', custom_id: 'double' },
        { type: 2, style: 4, label: 'Stop', custom_id: 'stop' },
        { type: 2, style: 2, label: 'Not now', custom_id: 'never', disabled: true },
        { type: 2, style: 5, label: 'Rules', url: 'https://example.com/rules' },
      ],
    },
    {
      type: 1,
      components: [{ type: 3, custom_id: 'pick', placeholder: 'Choose a game', options: [option('Coin flip', 'flip'), option('Dice', 'dice')] }],
    },
    { type: 1, components: [{ type: 5, custom_id: 'whom', placeholder: 'Choose two players', min_values: 2, max_values: 2 }] },
  ],
});

export const panel: Partial<Message> = {
  flags: 32768,
  components: [
    {
      type: 17,
      accent_color: 0xfee75c,
      components: [
        {
          type: 9,
          components: [{ type: 10, content: '## Your vault\nLevel **7**, interest 2 %' }],
          accessory: { type: 11, media: { url: dice }, description: 'A die' },
        },
        { type: 14 },
        {
          type: 9,
          components: [{ type: 10, content: '**Upgrade** for 5,000 coins\n-# no refunds' }],
          accessory: { type: 2, style: 3, label: 'Upgrade', custom_id: 'again' },
        },
        { type: 1, components: [again, { type: 2, style: 6, sku_id: '77' }] },
      ],
    },
  ],
};

export const reportForm: Modal = {
  custom_id: 'report',
  title: 'Report a problem',
  components: [
    { type: 10, content: 'We read **every** report.' },
    {
      type: 18,
      label: 'What happened?',
      description: 'A few words',
      component: { type: 4, custom_id: 'what', style: 2, min_length: 5, max_length: 400 },
    },
    {
      type: 18,
      label: 'Where?',
      component: { type: 3, custom_id: 'where', options: [option('A game', 'game'), option('The bank', 'bank')], required: false },
    },
    {
      type: 18,
      label: 'How bad is it?',
      component: { type: 21, custom_id: 'bad', options: [option('Annoying', 'a'), option('Serious', 'b')] },
    },
    { type: 18, label: 'You may ask me', component: { type: 23, custom_id: 'ask' } },
  ],
};

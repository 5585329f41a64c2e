// Payloads that Discord takes and such that it refuses: both judges are tried on them, this folder's and the sandbox's.
// `node examples.mjs` prints them as JSON.
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const text = length => 'x'.repeat(length);
export const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));
export const reply = data => ({ type: 4, data });
const button = (id = 'v1:stop', more = {}) => ({ type: 2, style: 1, label: 'Stop', custom_id: id, ...more });
const row = (...components) => ({ type: 1, components });
const rows = (...components) => reply({ content: 'Pick', components: [row(...components)] });
const select = (more = {}) => ({ type: 3, custom_id: 'v1:pick', options: [{ label: 'One', value: '1' }, { label: 'Two', value: '2' }], ...more });
const say = content => ({ type: 10, content });
const v2 = (...components) => reply({ flags: 32768, components });
const label = (component, more = {}) => ({ type: 18, label: 'Reason', component, ...more });
const input = (more = {}) => ({ type: 4, custom_id: 'reason', style: 1, ...more });
const modal = (components, more = {}) => ({ type: 9, data: { custom_id: 'v1:form', title: 'Form', components, ...more } });
const choices = list => ({ type: 8, data: { choices: list } });
const command = (more = {}) => ({ name: 'deposit', description: 'Put coins into the bank', ...more });
export const option = (name, more = {}) => ({ type: 3, name, description: 'What it is', ...more });
export const withOptions = (...options) => [command({ options })];
const embedded = (...embeds) => reply({ embeds });

/** Name: [schema, payload]. */
export const GOOD = {
  'a pong': ['reply', { type: 1 }],
  'a text': ['reply', reply({ content: text(2000), flags: 64, allowed_mentions: { parse: [] } })],
  'emoji counted as one character each': ['reply', reply({ content: '🪙'.repeat(2000) })],
  'embeds up to the sum': ['reply', embedded({ description: text(4096) }, { title: text(256), description: text(1648), color: 0xFFFFFF, timestamp: '2026-01-31T12:00:00.000Z' })],
  'five rows of buttons': ['reply', reply({ content: 'Pick', components: times(5, line => row(...times(5, place => button(`${line}:${place}`)))) })],
  'a link, a premium button and an emoji': ['reply', rows({ type: 2, style: 5, label: 'Site', url: 'https://example.com' }, { type: 2, style: 6, sku_id: '1234567890123456789' }, button('b', { label: null, emoji: { name: '🎲' } }))],
  'an animated emoji': ['reply', rows(button('b', { emoji: { id: '1234567890123456789', name: 'coin', animated: true } }))],
  'a select': ['reply', rows(select({ min_values: 0, max_values: 2 }))],
  'components v2': ['reply', v2({ type: 17, accent_color: 255, components: [say('Hello'), { type: 14, spacing: 2 }, { type: 9, components: [say('Row')], accessory: button() }] }, { type: 12, items: [{ media: { url: 'https://example.com/a.png' } }] })],
  'a deferral in private': ['reply', { type: 5, data: { flags: 64 } }],
  'a bare deferral': ['reply', { type: 5 }],
  'a deferred update': ['reply', { type: 6 }],
  'an update that takes the buttons away': ['reply', { type: 7, data: { components: [] } }],
  'an update into components v2': ['reply', { type: 7, data: { content: null, embeds: [], flags: 32768, components: [say('Done')] } }],
  'no choices': ['reply', choices([])],
  'choices': ['reply', choices(times(25, index => ({ name: `Choice ${index}`, value: index })))],
  'a modal': ['reply', modal([label(input({ min_length: 1, max_length: 100, value: 'Because' })), say('Read this'), label({ type: 5, custom_id: 'who', required: false, min_values: 0 }), label({ type: 21, custom_id: 'r', options: [{ label: 'A', value: 'a' }, { label: 'B', value: 'b' }] }), label({ type: 19, custom_id: 'f', file_types: ['image'] })])],
  'an edit': ['edit', { content: 'Done', components: [row(button())] }],
  'a follow-up in private': ['followup', { content: 'Only you', flags: 64, allowed_mentions: { parse: [] } }],
  'a message in a channel': ['message', { content: 'Hello', allowed_mentions: { parse: [] }, nonce: 'a'.repeat(25), enforce_nonce: true }],
  'a message through a webhook': ['webhook', { content: 'Hello', username: 'Bank', allowed_mentions: { parse: [] } }],
  'a registration': ['registration', [
    command({ contexts: [0, 1], integration_types: [0, 1], default_member_permissions: '8', nsfw: false, name_localizations: { de: 'einzahlen', ja: '預ける' }, description_localizations: { de: 'Auf die Bank' }, options: [option('amount', { required: true, autocomplete: true, max_length: 20 }), option('from', { choices: [{ name: 'Purse', value: 'purse' }] })] }),
    command({ name: 'play', options: [{ type: 2, name: 'dice', description: 'Dice games', options: [{ type: 1, name: 'roll', description: 'Roll', options: [{ type: 4, name: 'sides', description: 'Sides', min_value: 2, max_value: 100 }] }] }, { type: 1, name: 'coin', description: 'Flip a coin' }] }),
    { type: 2, name: 'Show Profile' },
    { type: 3, name: 'Report This' },
  ]],
};

/** Name: [rule, path, schema, payload]. */
export const BAD = {
  'an empty message': ['message-empty', '$.data', 'reply', reply({ flags: 64 })],
  'blank content': ['message-empty', '$.data', 'reply', reply({ content: '  \n' })],
  'an update that changes nothing': ['message-empty', '$.data', 'reply', { type: 7, data: {} }],
  'an edit that leaves nothing': ['message-empty', '$', 'edit', { content: null, embeds: [], components: [] }],
  'a follow-up of nothing': ['message-empty', '$', 'followup', { content: null, flags: 64 }],
  'a follow-up under another name': ['follow-up', '$.username', 'followup', { content: 'x', username: 'Bank' }],
  'a follow-up with the type of a reply': ['schema', '$', 'followup', { type: 4, content: 'x' }],
  'a message without a nonce': ['nonce', '$.nonce', 'message', { content: 'x' }],
  'a message whose nonce is not enforced': ['nonce', '$.enforce_nonce', 'message', { content: 'x', nonce: 'a' }],
  'a nonce that is too long': ['schema', '$.nonce', 'message', { content: 'x', nonce: text(26), enforce_nonce: true }],
  'a message in private': ['flags', '$.flags', 'message', { content: 'x', nonce: 'a', enforce_nonce: true, flags: 64 }],
  'a webhook that whispers': ['flags', '$.flags', 'webhook', { content: 'x', flags: 64 }],
  'a message of nothing': ['message-empty', '$', 'message', { nonce: 'a', enforce_nonce: true }],
  'content that is too long': ['content-length', '$.data.content', 'reply', reply({ content: text(2001) })],
  'flags that cannot be set': ['flags', '$.data.flags', 'reply', reply({ content: 'x', flags: 128 })],
  'embeds beyond 6000 in sum': ['embed-sum', '$.data.embeds', 'reply', embedded({ description: text(4000) }, { description: text(1500), footer: { text: text(501) } })],
  'eleven embeds': ['schema', '$.data.embeds', 'reply', embedded(...times(11, () => ({ title: 'x' })))],
  'an empty embed': ['embed-empty', '$.data.embeds[0]', 'reply', embedded({ color: 1 })],
  'an embed field without a value': ['text-blank', '$.data.embeds[0].fields[0].value', 'reply', embedded({ fields: [{ name: 'Purse', value: '' }] })],
  'an embed title that is too long': ['schema', '$.data.embeds[0].title', 'reply', embedded({ title: text(257) })],
  'a picture from nowhere': ['url', '$.data.embeds[0].image.url', 'reply', embedded({ image: { url: 'file:///coin.png' } })],
  'a picture that is not attached': ['attachment', '$.data.embeds[0].image.url', 'reply', embedded({ image: { url: 'attachment://coin.png' } })],
  'a time that is none': ['schema', '$.data.embeds[0].timestamp', 'reply', embedded({ title: 'x', timestamp: 'yesterday' })],
  'mentions twice over': ['mentions', '$.data.allowed_mentions.users', 'reply', reply({ content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } })],
  'a misspelt field': ['schema', '$.data.components[0].components[0]', 'reply', rows({ ...button(), lable: 'x' })],
  'a callback type as text': ['unknown', '$', 'reply', { type: 'pong' }],
  'a callback type Discord does not have': ['unknown', '$', 'reply', { type: 2 }],
  'a payload that is nothing': ['unknown', '$', 'reply', null],
  'a schema nobody knows': ['unknown', '$', 'replay', reply({ content: 'x' })],
  'a custom id that is too long': ['custom-id-length', '$.data.components[0].components[0].custom_id', 'reply', rows(button(text(101)))],
  'an empty custom id': ['custom-id-length', '$.data.components[0].components[0].custom_id', 'reply', rows(button(''))],
  'one custom id twice': ['custom-id-unique', '$.data.components[0].components[1].custom_id', 'reply', rows(button('a'), button('a'))],
  'one custom id twice across sections': ['custom-id-unique', '$.data.components[1].components[0].custom_id', 'reply', v2({ type: 9, components: [say('x')], accessory: button('a') }, row(button('a')))],
  'one component id twice': ['component-id-unique', '$.data.components[0].components[1].id', 'reply', rows(button('a', { id: 7 }), button('b', { id: 7 }))],
  'a button without a custom id': ['button-custom-id', '$.data.components[0].components[0]', 'reply', rows({ type: 2, style: 3, label: 'Go' })],
  'a plain button with a url': ['button-custom-id', '$.data.components[0].components[0].url', 'reply', rows(button('a', { url: 'https://example.com' }))],
  'a button without a face': ['button-face', '$.data.components[0].components[0]', 'reply', rows(button('a', { label: '' }))],
  'a link without a url': ['button-link', '$.data.components[0].components[0]', 'reply', rows({ type: 2, style: 5, label: 'Site' })],
  'a link with a custom id': ['button-link', '$.data.components[0].components[0].custom_id', 'reply', rows(button('a', { style: 5, url: 'https://example.com' }))],
  'a link that runs a script': ['button-link', '$.data.components[0].components[0].url', 'reply', rows({ type: 2, style: 5, label: 'Site', url: 'javascript:alert(1)' })],
  'a premium button with a label': ['button-premium', '$.data.components[0].components[0].label', 'reply', rows({ type: 2, style: 6, sku_id: '1', label: 'Buy' })],
  'an id beyond 64 bits': ['schema', '$.data.components[0].components[0].sku_id', 'reply', rows({ type: 2, style: 6, sku_id: '18446744073709551616' })],
  'an unknown button style': ['schema', '$.data.components[0].components[0].style', 'reply', rows(button('a', { style: 7 }))],
  'six rows': ['v1-rows', '$.data.components', 'reply', reply({ content: 'x', components: times(6, index => row(button(`${index}`))) })],
  'six buttons in a row': ['row-content', '$.data.components[0].components', 'reply', rows(...times(6, index => button(`${index}`)))],
  'a select next to a button': ['row-content', '$.data.components[0].components', 'reply', rows(select(), button())],
  'a row without anything': ['schema', '$.data.components[0].components', 'reply', rows()],
  'a text input in a message': ['schema', '$.data.components[0].components[0].type', 'reply', rows(input())],
  'a select of 26': ['schema', '$.data.components[0].components[0].options', 'reply', rows(select({ options: times(26, index => ({ label: 'x', value: `${index}` })) }))],
  'a select that wants more than it takes': ['select-range', '$.data.components[0].components[0].min_values', 'reply', rows(select({ min_values: 2, max_values: 1 }))],
  'two defaults where one may be chosen': ['select-defaults', '$.data.components[0].components[0].options', 'reply', rows(select({ options: times(2, index => ({ label: 'x', value: `${index}`, default: true })) }))],
  'one option twice': ['option-unique', '$.data.components[0].components[0].options[1].value', 'reply', rows(select({ options: times(2, () => ({ label: 'x', value: 'x' })) }))],
  'v2 parts without the flag': ['v2-flag', '$.data.components[0]', 'reply', reply({ components: [say('x')] })],
  'v2 with content': ['v2-excludes', '$.data.content', 'reply', reply({ content: 'x', flags: 32768, components: [say('x')] })],
  'v2 with embeds': ['v2-excludes', '$.data.embeds', 'reply', { type: 7, data: { embeds: [{ title: 'x' }], flags: 32768, components: [say('x')] } }],
  'v2 with 41 components': ['v2-count', '$.data.components', 'reply', v2({ type: 17, components: times(40, () => say('x')) })],
  'v2 with too much text': ['v2-text', '$.data.components', 'reply', v2(say(text(2001)), say(text(2000)))],
  'a blank text display': ['text-blank', '$.data.components[0].content', 'reply', v2(say(' '))],
  'a container in a container': ['schema', '$.data.components[0].components[0].type', 'reply', v2({ type: 17, components: [{ type: 17, components: [say('x')] }] })],
  'a file from the web': ['url', '$.data.components[0].file.url', 'reply', v2({ type: 13, file: { url: 'https://example.com/a.png' } })],
  'a deferral with content': ['deferral', '$.data.content', 'reply', { type: 5, data: { content: 'Wait' } }],
  'a deferral with the v2 flag': ['deferral', '$.data.flags', 'reply', { type: 5, data: { flags: 32768 } }],
  'a deferred update with data': ['deferral', '$.data', 'reply', { type: 6, data: { content: 'x' } }],
  'an update with a poll': ['schema', '$.data', 'reply', { type: 7, data: { content: 'x', poll: null } }],
  '26 choices': ['choices', '$.data.choices', 'reply', choices(times(26, index => ({ name: 'x', value: index })))],
  'choices that are missing': ['choices', '$.data.choices', 'reply', { type: 8, data: {} }],
  'a choice without a name': ['choice-name', '$.data.choices[0].name', 'reply', choices([{ name: ' ', value: 1 }])],
  'a choice value that is too long': ['choice-value', '$.data.choices[0].value', 'reply', choices([{ name: 'x', value: text(101) }])],
  'choices of two kinds': ['choice-value', '$.data.choices', 'reply', choices([{ name: 'x', value: 1 }, { name: 'y', value: 'y' }])],
  'a modal title that is too long': ['modal-title', '$.data.title', 'reply', modal([label(input())], { title: text(46) })],
  'a modal without components': ['modal-count', '$.data.components', 'reply', modal([])],
  'a modal with six components': ['modal-count', '$.data.components', 'reply', modal(times(6, index => label(input({ custom_id: `${index}` }))))],
  'a modal with a button': ['schema', '$.data.components[0].type', 'reply', modal([button()])],
  'one input twice': ['custom-id-unique', '$.data.components[1].component.custom_id', 'reply', modal([label(input()), label(input())])],
  'an input that wants more than it takes': ['input-range', '$.data.components[0].component.min_length', 'reply', modal([label(input({ min_length: 10, max_length: 5 }))])],
  'a disabled select in a modal': ['modal-disabled', '$.data.components[0].component.disabled', 'reply', modal([label(select({ disabled: true }))])],
  'none of a required select': ['modal-required', '$.data.components[0].component.min_values', 'reply', modal([label(select({ min_values: 0 }))])],
  'an input with two labels': ['modal-label', '$.data.components[0].component.label', 'reply', modal([label(input({ label: 'x' }))])],
  'a row of two inputs': ['modal-row', '$.data.components[0]', 'reply', modal([row(input({ custom_id: 'a', label: 'A' }), input({ custom_id: 'b', label: 'B' }))])],
  'one radio option': ['schema', '$.data.components[0].component.options', 'reply', modal([label({ type: 21, custom_id: 'r', options: [{ label: 'A', value: 'a' }] })])],
  'a command in upper case': ['name-case', '$[0].name', 'registration', [command({ name: 'Deposit' })]],
  'a command with a space': ['name', '$[0].name', 'registration', [command({ name: 'put in' })]],
  'a command without a description': ['description', '$[0].description', 'registration', [{ name: 'deposit' }]],
  'a description that is too long': ['description', '$[0].options[0].description', 'registration', withOptions(option('a', { description: text(101) }))],
  'one command twice': ['command-unique', '$[1].name', 'registration', [command(), command()]],
  '101 commands': ['command-count', '$', 'registration', times(101, index => command({ name: `c${index}` }))],
  '16 user commands': ['command-count', '$', 'registration', times(16, index => ({ type: 2, name: `C ${index}` }))],
  'no commands': ['command-count', '$', 'registration', []],
  'a user command with a description': ['description', '$[0].description', 'registration', [{ type: 2, name: 'Show', description: 'Show' }]],
  'a required option at the end': ['option-required', '$[0].options[1]', 'registration', withOptions(option('a'), option('b', { required: true }))],
  '26 options': ['option-count', '$[0].options', 'registration', withOptions(...times(26, index => option(`o${index}`)))],
  'one option name twice': ['option-unique', '$[0].options[1].name', 'registration', withOptions(option('a'), option('a'))],
  'a localised option name that is taken': ['option-unique', '$[0].options[1].name_localizations.de', 'registration', withOptions(option('a'), option('b', { name_localizations: { de: 'a' } }))],
  'subcommands among options': ['option-place', '$[0].options', 'registration', withOptions({ type: 1, name: 'sub', description: 'x' }, option('a'))],
  'a group in a group': ['schema', '$[0].options[0].options[0].type', 'registration', withOptions({ type: 2, name: 'g', description: 'x', options: [{ type: 2, name: 'h', description: 'x', options: [] }] })],
  'choices with autocomplete': ['choices', '$[0].options[0].choices', 'registration', withOptions(option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] }))],
  'one choice twice': ['choice-unique', '$[0].options[0].choices[1].name', 'registration', withOptions(option('a', { choices: [{ name: 'x', value: 'x' }, { name: 'x', value: 'y' }] }))],
  'a range the wrong way round': ['option-range', '$[0].options[0].min_value', 'registration', withOptions({ type: 4, name: 'a', description: 'x', min_value: 2, max_value: 1 })],
  'a bound beyond 2^53': ['schema', '$[0].options[0].max_value', 'registration', withOptions({ type: 4, name: 'a', description: 'x', max_value: 9007199254740992 })],
  'a locale nobody speaks': ['locale', '$[0].name_localizations.xx', 'registration', [command({ name_localizations: { xx: 'x' } })]],
  'a localised name in upper case': ['locale-name', '$[0].name_localizations.de', 'registration', [command({ name_localizations: { de: 'Einzahlen' } })]],
  'a localised description that is too long': ['locale-text', '$[0].description_localizations.de', 'registration', [command({ description_localizations: { de: text(101) } })]],
  'a command of more than 8000 characters': ['command-size', '$[0]', 'registration', withOptions(...times(3, index => option(`o${index}`, { choices: times(25, choice => ({ name: `${choice}${text(60)}`, value: `${choice}${text(60)}` })) })))],
  'permissions in words': ['schema', '$[0].default_member_permissions', 'registration', [command({ default_member_permissions: 'admin' })]],
};

if (process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) process.stdout.write(JSON.stringify({ good: GOOD, bad: BAD }));

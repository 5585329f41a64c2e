// Discord's own OpenAPI file as the first judge: every payload must fit the component schema its route takes.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The component schema that a callback of each type takes. */
const CALLBACKS = {
  1: 'PongInteractionCallbackRequest',
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
};

/** Fields that Discord documents and its OpenAPI file does not have (yet). */
const DOCUMENTED = {
  ApplicationCommandUpdateRequest: { nsfw: { type: 'boolean' } },
  ApplicationCommandAttachmentOption: { file_types: { type: 'array', maxItems: 10, items: { type: 'string' } } },
  FileUploadComponentForModalRequest: { file_types: { type: 'array', maxItems: 10, items: { type: 'string' } } },
  ComponentEmojiForRequest: { animated: { type: 'boolean' } },
};

/** The file accepts only a number here; a 64-bit set does not fit a JSON number everywhere, and Discord documents a string. */
const PERMISSIONS = { oneOf: [{ type: ['integer', 'null'], minimum: 0, maximum: 18014398509481983 }, { type: 'string', pattern: '^[0-9]{1,20}$' }] };

const openapi = closed(JSON.parse(readFileSync(new URL('../../src/Local/Sandbox/Judging/openapi.json', import.meta.url), 'utf8')));

/** Locales that Discord knows. */
export const LOCALES = new Set(openapi.components.schemas.AvailableLocalesEnum.oneOf.map(locale => locale.const));

const verdict = compiler(openapi);
const explanation = compiler(told(openapi));

/** Violations of the schema: none when the payload fits. Throws on a kind of payload there is no schema for. */
export function fit(schema, payload) {
  const name = reference(schema, payload);
  const validate = verdict.getSchema(name);
  if (validate(payload)) return [];
  const explain = explanation.getSchema(name);
  const errors = explain(payload) ? validate.errors : explain.errors;
  const told = errors.filter(error => error.keyword !== 'if').map(error => ({ rule: 'schema', path: keysOf(error.instancePath), message: say(error) }));
  return [...new Map(told.map(one => [JSON.stringify(one), one])).values()];
}

function compiler(schemas) {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false, verbose: true });
  addFormats(ajv);
  ajv.addFormat('snowflake', text => /^(0|[1-9]\d{0,19})$/.test(text) && BigInt(text) <= 0xFFFF_FFFF_FFFF_FFFFn);
  ajv.addFormat('nonce', true);
  ajv.addSchema(schemas, 'discord');
  ajv.addSchema({ type: 'array', maxItems: 130, items: { $ref: component('ApplicationCommandUpdateRequest') } }, 'registration');
  return ajv;
}

function reference(schema, payload) {
  if (schema === 'registration') return 'registration';
  if (schema === 'edit') return component('IncomingWebhookUpdateRequestPartial');
  if (schema === 'followup') return component('IncomingWebhookRequestPartial');
  if (schema === 'webhook') return component('IncomingWebhookRequestPartial');
  if (schema === 'message') return component('MessageCreateRequest');
  if (schema !== 'reply') throw new Error(`no such schema as "${schema}": reply, registration, edit, followup, message, webhook`);
  if (!Object.hasOwn(CALLBACKS, payload?.type)) throw new Error(`no callback has the type ${JSON.stringify(payload?.type)}`);
  return component(CALLBACKS[payload.type]);
}

function component(name) {
  return `discord#/components/schemas/${name}`;
}

/** Discord ignores a field it does not know, so a misspelt one would go unseen: every object of the file is closed. */
function closed(file) {
  for (const [name, schema] of Object.entries(file.components.schemas)) {
    if (!schema.properties) continue;
    Object.assign(schema.properties, DOCUMENTED[name]);
    if (schema.properties.default_member_permissions) schema.properties.default_member_permissions = PERMISSIONS;
    schema.additionalProperties ??= false;
  }
  return file;
}

/**
 * The same rules, told better: a failed union reports what every one of its cases lacks, so each union whose cases differ
 * in `type` is turned into "if the type is this, then that case".
 */
function told(file) {
  const types = reference => file.components.schemas[reference.split('/').pop()]?.properties?.type?.enum;
  const rewrite = node => {
    if (Array.isArray(node)) return node.map(rewrite);
    if (node === null || typeof node !== 'object') return node;
    const { oneOf, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === 'oneOf' ? value : rewrite(value)]));
    if (!Array.isArray(oneOf)) return oneOf === undefined ? rest : { ...rest, oneOf: rewrite(oneOf) };
    if (oneOf.every(one => 'const' in one)) return { ...rest, enum: oneOf.map(one => one.const) };
    const [none, some] = oneOf;
    if (oneOf.length === 2 && none.type === 'null') return { ...rest, if: { type: 'null' }, else: rewrite(some) };
    if (oneOf.every(one => one.$ref && types(one.$ref)?.length === 1)) return { ...rest, ...byType(oneOf, types) };
    return { ...rest, oneOf: rewrite(oneOf) };
  };
  return rewrite(file);
}

function byType(cases, types) {
  return {
    type: 'object',
    required: ['type'],
    properties: { type: { enum: cases.flatMap(one => types(one.$ref)) } },
    allOf: cases.map(one => ({ if: { required: ['type'], properties: { type: { const: types(one.$ref)[0] } } }, then: one })),
  };
}

function keysOf(pointer) {
  return pointer.split('/').slice(1).map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function say(error) {
  if (error.keyword === 'additionalProperties') return `has a field that Discord does not know: ${error.params.additionalProperty}`;
  if (error.keyword === 'enum') return `is ${JSON.stringify(error.data)}, must be one of ${error.params.allowedValues.join(', ')}`;
  return error.message;
}

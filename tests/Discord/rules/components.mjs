// What holds for buttons, selects and inputs wherever they stand.
import { blank, isWeb, listOf, repeated } from './text.mjs';

export const Type = {
  Row: 1, Button: 2, StringSelect: 3, TextInput: 4, UserSelect: 5, RoleSelect: 6, MentionableSelect: 7, ChannelSelect: 8, Section: 9,
  Text: 10, Thumbnail: 11, Gallery: 12, File: 13, Separator: 14, Container: 17, Label: 18, FileUpload: 19, Radio: 21, CheckboxGroup: 22, Checkbox: 23,
};

export const isSelect = component => [Type.StringSelect, Type.UserSelect, Type.RoleSelect, Type.MentionableSelect, Type.ChannelSelect].includes(component?.type);

const INTERACTIVE = new Set([
  Type.StringSelect, Type.TextInput, Type.UserSelect, Type.RoleSelect, Type.MentionableSelect, Type.ChannelSelect,
  Type.FileUpload, Type.Radio, Type.CheckboxGroup, Type.Checkbox,
]);

/** Every component under these, nested ones and accessories too, with its path. */
export function* walk(components, path) {
  for (const [index, component] of listOf(components).entries()) yield* one(component, [...path, index]);
}

function* one(component, path) {
  if (component === null || typeof component !== 'object') return;
  yield { component, path };
  yield* walk(component.components, [...path, 'components']);
  if (component.accessory) yield* one(component.accessory, [...path, 'accessory']);
  if (component.component) yield* one(component.component, [...path, 'component']);
}

/** Rules of single components, and of ids over all of them. */
export function checkComponents(all, report) {
  for (const { component, path } of all) {
    if (component.type === Type.Button) checkButton(component, path, report);
    if (isSelect(component)) checkSelect(component, path, report);
    if (component.type === Type.TextInput) checkTextInput(component, path, report);
    if ([Type.Radio, Type.CheckboxGroup].includes(component.type)) checkOptions(component, path, component.type === Type.Radio ? 1 : component.max_values, report);
    if (INTERACTIVE.has(component.type) && !idFits(component.custom_id)) report('custom-id-length', [...path, 'custom_id'], 'a custom_id has 1 to 100 characters');
  }
  repeated(all, ({ component }) => component.custom_id, ({ path }, _, id) => report('custom-id-unique', [...path, 'custom_id'], `the custom_id "${id}" is used twice`));
  repeated(all, ({ component }) => component.id || undefined, ({ path }, _, id) => report('component-id-unique', [...path, 'id'], `the id ${id} is used twice`));
}

function idFits(id) {
  return typeof id === 'string' && id.length >= 1 && [...id].length <= 100;
}

function checkButton(button, path, report) {
  const has = field => button[field] !== undefined && button[field] !== null;
  const forbid = (rule, fields, kind) => fields.filter(has).forEach(field => report(rule, [...path, field], `a ${kind} button has no ${field}`));
  if (button.style === 5) {
    if (!has('url')) report('button-link', path, 'a link button needs a url');
    else if (!isWeb(button.url) && !/^discord:\/\//i.test(button.url)) report('button-link', [...path, 'url'], 'a link is http, https or discord');
    forbid('button-link', ['custom_id', 'sku_id'], 'link');
  } else if (button.style === 6) {
    if (!has('sku_id')) report('button-premium', path, 'a premium button needs a sku_id');
    forbid('button-premium', ['custom_id', 'url', 'label', 'emoji'], 'premium');
    return;
  } else {
    if (!has('custom_id')) report('button-custom-id', path, 'a button that is pressed needs a custom_id');
    else if (!idFits(button.custom_id)) report('custom-id-length', [...path, 'custom_id'], 'a custom_id has 1 to 100 characters');
    forbid('button-custom-id', ['url', 'sku_id'], 'plain');
  }
  if (blank(button.label) && !has('emoji')) report('button-face', path, 'a button shows a label or an emoji');
}

function checkSelect(select, path, report) {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  if (least > most) report('select-range', [...path, 'min_values'], `at least ${least} of at most ${most}`);
  if (select.type === Type.StringSelect) {
    if (least > listOf(select.options).length) report('select-range', [...path, 'min_values'], `at least ${least} of ${listOf(select.options).length} options`);
    checkOptions(select, path, most, report);
  } else if (select.default_values) {
    const chosen = listOf(select.default_values).length;
    if (chosen > most || (chosen > 0 && chosen < least)) report('select-defaults', [...path, 'default_values'], `${chosen} defaults, allowed ${least} to ${most}`);
  }
}

function checkOptions(owner, path, most, report) {
  const options = listOf(owner.options);
  repeated(options, option => option?.value, (_, index, value) => report('option-unique', [...path, 'options', index, 'value'], `the value "${value}" is offered twice`));
  options.forEach((option, index) => {
    if (blank(option?.label)) report('text-blank', [...path, 'options', index, 'label'], 'an option shows a label');
  });
  const chosen = options.filter(option => option?.default === true).length;
  if (chosen > (most ?? options.length)) report('select-defaults', [...path, 'options'], `${chosen} defaults, at most ${most} may be chosen`);
}

function checkTextInput(input, path, report) {
  const least = input.min_length ?? 0;
  const most = input.max_length ?? 4000;
  if (least > most) report('input-range', [...path, 'min_length'], `at least ${least} of at most ${most} characters`);
  const length = [...(input.value ?? '')].length;
  if (length > 0 && (length < least || length > most)) report('input-range', [...path, 'value'], `${length} characters given, ${least} to ${most} wanted`);
}

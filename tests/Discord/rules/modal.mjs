// A modal, callback type 9.
import { checkComponents, isSelect, Type, walk } from './components.mjs';
import { blank, lengthOf, listOf } from './text.mjs';

export function checkModal(modal, report) {
  const path = ['data', 'components'];
  const top = listOf(modal.components);
  if (blank(modal.title) || lengthOf(modal.title) > 45) report('modal-title', ['data', 'title'], `${lengthOf(modal.title)} characters, 1 to 45`);
  if (top.length < 1 || top.length > 5) report('modal-count', path, `${top.length} components, 1 to 5`);
  const id = modal.custom_id;
  if (typeof id !== 'string' || id.length === 0 || [...id].length > 100) report('custom-id-length', ['data', 'custom_id'], 'a custom_id has 1 to 100 characters');
  top.forEach((component, index) => {
    if (component?.type === Type.Row && listOf(component.components).length !== 1) report('modal-row', [...path, index], 'a row of a modal has exactly one text input');
    if (component?.type === Type.Row && blank(component.components?.[0]?.label)) report('modal-row', [...path, index], 'a text input in a row has its own label');
    if (component?.type === Type.Label && blank(component.label)) report('text-blank', [...path, index, 'label'], 'a label shows text');
    if (component?.type === Type.Label && component.component?.type === Type.TextInput && (component.component.label ?? null) !== null)
      report('modal-label', [...path, index, 'component', 'label'], 'the label around a text input is its label');
  });
  const all = [...walk(top, path)];
  for (const { component, path: at } of all) {
    if (component.disabled === true) report('modal-disabled', [...at, 'disabled'], 'nothing in a modal is disabled');
    if ((isSelect(component) || [Type.FileUpload, Type.CheckboxGroup].includes(component.type)) && component.required !== false && component.min_values === 0)
      report('modal-required', [...at, 'min_values'], 'none may be chosen only where required is false');
    if ([Type.FileUpload, Type.CheckboxGroup].includes(component.type) && (component.min_values ?? 1) > (component.max_values ?? (component.type === Type.FileUpload ? 1 : 10)))
      report('select-range', [...at, 'min_values'], 'more wanted than allowed');
  }
  checkComponents(all, report);
}

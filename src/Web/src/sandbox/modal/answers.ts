import { ComponentType, type Component, type Field, type Modal } from '../discord.ts';
import { lengthProblem } from '../lengths.ts';

/** What a person put into a form's fields, by `custom_id`. Text and radio: a string or null; checkbox: a boolean; the others: the chosen values. */
export type Answer = string | null | boolean | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

const MostText = 4000;

const holdsValues = (type: number): boolean =>
  type === ComponentType.StringSelect ||
  (type >= ComponentType.UserSelect && type <= ComponentType.ChannelSelect) ||
  type === ComponentType.CheckboxGroup ||
  type === ComponentType.FileUpload;

/** All fields of a form, each with the words beside it. */
export function fieldsOf(components: readonly Component[]): { field: Field; label: string; description?: string }[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.Label) {
      const { label, description, component: field } = component;
      return [description === undefined ? { field, label } : { field, label, description }];
    }
    if (component.type !== ComponentType.ActionRow) {
      return [];
    }
    return component.components.flatMap((field) => (field.type === ComponentType.TextInput ? [{ field, label: field.label ?? '' }] : []));
  });
}

/** What a field holds before anyone touches it. */
export function initialAnswer(field: Field): Answer {
  switch (field.type) {
    case ComponentType.TextInput:
      return field.value ?? '';
    case ComponentType.RadioGroup:
      return field.options.find((option) => option.default)?.value ?? null;
    case ComponentType.Checkbox:
      return field.default ?? false;
    case ComponentType.StringSelect:
    case ComponentType.CheckboxGroup:
      return (field.options ?? []).filter((option) => option.default).map(({ value }) => value);
    case ComponentType.FileUpload:
      return [];
    default:
      return (field.default_values ?? []).map(({ id }) => id);
  }
}

const isRequired = (field: Field): boolean => ('required' in field ? (field.required ?? true) : field.type !== ComponentType.Checkbox);

/** What is wrong with an answer, in a sentence; undefined when nothing is. */
export function problemWith(field: Field, answer: Answer): string | undefined {
  const empty = answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);
  if (empty) {
    return isRequired(field) ? 'This field is required.' : undefined;
  }
  if (field.type === ComponentType.TextInput && typeof answer === 'string') {
    const { min_length: min = 0, max_length: max = MostText } = field;
    const problem = lengthProblem(answer, min, max);
    if (problem !== undefined) return problem;
  }
  if (Array.isArray(answer) && 'min_values' in field && answer.length < (field.min_values ?? 1)) {
    return `Choose at least ${field.min_values ?? 1}.`;
  }
  if (Array.isArray(answer) && 'max_values' in field && answer.length > (field.max_values ?? Infinity)) {
    return `Choose at most ${field.max_values ?? 1}.`;
  }
  return undefined;
}

/** The form as Discord submits it. Components without a number get the next ones, parents before children, as Discord numbers them. */
export function submission(modal: Modal, answers: Answers): unknown[] {
  let last = 0;
  const numbered = ({ id }: Component): number => (last = id !== undefined && id !== 0 ? id : last + 1);
  const answered = (field: Field): object => {
    const { type, custom_id } = field;
    const answer = answers[custom_id] ?? initialAnswer(field);
    return { type, id: numbered(field), custom_id, ...(holdsValues(type) ? { values: answer } : { value: answer }) };
  };
  return modal.components.map((component) => {
    const { type } = component;
    const id = numbered(component);
    if (type === ComponentType.Label) {
      return { type, id, component: answered(component.component) };
    }
    if (type === ComponentType.ActionRow) {
      return { type, id, components: component.components.map((field) => answered(field as Field)) };
    }
    return { type, id };
  });
}

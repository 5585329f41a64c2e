import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ComponentType, type Field, type RadioGroup, type CheckboxGroup, type TextInput } from '../discord.ts';
import { choicesOf } from '../select-choices.ts';
import '../select-menu.ts';
import type { Names } from '../world.ts';
import type { Answer } from './answers.ts';

export interface FieldDrawing {
  field: Field;
  label: string;
  description?: string;
  names: Names;
  answer: Answer;
  problem: string | undefined;
  change: (answer: Answer) => void;
}

const Paragraph = 2;

export function showField(drawing: FieldDrawing): TemplateResult {
  const { field, label, description, problem } = drawing;
  const optional = 'required' in field && !field.required;
  const id = `field-${field.custom_id}`;
  const grouped = field.type === ComponentType.RadioGroup || field.type === ComponentType.CheckboxGroup;
  const words = html`<span class="field-label" id="${id}-label">${label}</span>
    ${optional || field.type === ComponentType.Checkbox ? nothing : html`<b class="required" aria-hidden="true">*</b>`}
    ${description ? html`<span class="field-about" id="${id}-about">${description}</span>` : nothing}`;
  return html`<div
    class="modal-field ${problem ? 'field-wrong' : ''}"
    role=${grouped ? (field.type === ComponentType.RadioGroup ? 'radiogroup' : 'group') : nothing}
    aria-labelledby=${grouped ? `${id}-label` : nothing}
    aria-invalid=${grouped && field.type === ComponentType.RadioGroup && problem ? 'true' : nothing}
    tabindex=${grouped ? -1 : nothing}
  >
    <div class="field-words">${words}</div>
    ${showInput(drawing, id)} ${problem ? html`<p class="problem" id="${id}-problem" role="alert">${problem}</p>` : nothing}
  </div>`;
}

function showInput({ field, label, names, answer, problem, change }: FieldDrawing, id: string): TemplateResult {
  switch (field.type) {
    case ComponentType.TextInput:
      return showText(field, id, answer as string, problem, change);
    case ComponentType.RadioGroup:
      return showRadios(field, answer as string | null, change);
    case ComponentType.CheckboxGroup:
      return showChecks(field, answer as readonly string[], change);
    case ComponentType.Checkbox:
      return html`<input
        type="checkbox"
        aria-labelledby="${id}-label"
        .checked=${live(answer === true)}
        @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
      />`;
    case ComponentType.FileUpload:
      return html`<p class="field-about">Files cannot be sent from the sandbox.</p>`;
    default:
      return html`<select-menu
        .label=${field.placeholder ?? 'Make a selection'}
        .named=${label}
        .choices=${choicesOf(field, names)}
        .least=${0}
        .most=${field.max_values ?? 1}
        @chosen=${(event: CustomEvent<string[]>) => change(event.detail)}
      ></select-menu>`;
  }
}

function showText(field: TextInput, id: string, answer: string, problem: string | undefined, change: (answer: Answer) => void): TemplateResult {
  const input = (event: Event): void => change((event.target as HTMLInputElement | HTMLTextAreaElement).value);
  const { placeholder = '' } = field;
  const about = `${id}-about ${id}-problem`;
  const required = field.required !== false;
  return field.style === Paragraph
    ? html`<textarea
        rows="4"
        aria-labelledby="${id}-label"
        aria-describedby=${about}
        aria-required=${required}
        aria-invalid=${problem !== undefined}
        placeholder=${placeholder}
        .value=${live(answer)}
        @input=${input}
      ></textarea>`
    : html`<input
        type="text"
        aria-labelledby="${id}-label"
        aria-describedby=${about}
        aria-required=${required}
        aria-invalid=${problem !== undefined}
        placeholder=${placeholder}
        .value=${live(answer)}
        @input=${input}
      />`;
}

function showRadios(field: RadioGroup, answer: string | null, change: (answer: Answer) => void): TemplateResult {
  return html`${field.options.map(
    ({ label, value, description }) =>
      html`<label class="check">
        <input type="radio" name=${field.custom_id} .checked=${live(answer === value)} @change=${() => change(value)} />
        <span>${label}${description ? html`<small>${description}</small>` : nothing}</span>
      </label>`,
  )}`;
}

function showChecks(field: CheckboxGroup, answer: readonly string[], change: (answer: Answer) => void): TemplateResult {
  const toggle = (value: string): void => change(answer.includes(value) ? answer.filter((one) => one !== value) : [...answer, value]);
  return html`${field.options.map(
    ({ label, value, description }) =>
      html`<label class="check">
        <input type="checkbox" .checked=${live(answer.includes(value))} @change=${() => toggle(value)} />
        <span>${label}${description ? html`<small>${description}</small>` : nothing}</span>
      </label>`,
  )}`;
}

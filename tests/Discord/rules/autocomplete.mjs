// The choices of an autocompletion, callback type 8.
import { blank, lengthOf, listOf } from './text.mjs';

export function checkAutocomplete(data, report) {
  const path = ['data', 'choices'];
  if (!Array.isArray(data?.choices)) return report('choices', path, 'an autocompletion answers with choices, be it none');
  const choices = listOf(data.choices);
  if (choices.length > 25) report('choices', path, `${choices.length} choices, at most 25`);
  choices.forEach((choice, index) => {
    if (blank(choice?.name) || lengthOf(choice?.name) > 100) report('choice-name', [...path, index, 'name'], 'a choice has a name of 1 to 100 characters');
    if (typeof choice?.value === 'string' && [...choice.value].length > 100) report('choice-value', [...path, index, 'value'], 'a text value has at most 100 characters');
  });
  if (new Set(choices.map(choice => typeof choice?.value)).size > 1) report('choice-value', path, 'all values have the type of the option');
}

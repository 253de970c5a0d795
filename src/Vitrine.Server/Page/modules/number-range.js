// A field of numbers, from … to ….
import { element } from './elements.js';
import { fieldName, isPrice, number, price } from './wording.js';

export function of({ field, least, greatest }, { from, to }, set) {
  const [lower, upper] = [bound('from', from, least), bound('to', to, greatest)];
  return element('fieldset', { class: 'facet' },
    element('legend', {}, fieldName(field)),
    element('div', { class: 'range' }, lower, element('span', { 'aria-hidden': 'true' }, '–'), upper));

  function bound(name, value, placeholder) {
    return element('input', {
      type: 'number',
      step: 'any',
      inputmode: 'decimal',
      value,
      placeholder: (isPrice(field) ? price : number)(placeholder).replaceAll(',', ''),
      'aria-label': `${fieldName(field)} ${name}`,
      'data-field': field,
      'data-value': name,
      change: () => set(field, { ...limit('from', lower), ...limit('to', upper) }),
    });
  }
}

const limit = (name, input) => (input.value === '' || !Number.isFinite(input.valueAsNumber) ? {} : { [name]: input.valueAsNumber });

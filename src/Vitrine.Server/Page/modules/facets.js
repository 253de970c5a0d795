// What the products found have: values with counts to tick, and ranges of numbers.
import { byId, element, fill } from './elements.js';
import * as numberRange from './number-range.js';
import { change, state } from './state.js';
import { count, fieldName } from './wording.js';

const fewValues = 6;
const categories = 'category'; // has a place of its own

// Facets whose whole list was asked for stay open from one answer to the next.
const open = new Set();

export function show(facets, now) {
  const focused = document.activeElement?.dataset ?? {};
  const [ranges, lists] = [facets.filter(facet => facet.least != null), facets.filter(facet => facet.field !== categories && facet.values?.length)];
  const lacking = Object.entries(now.filters).filter(([name]) => !facets.some(facet => facet.field === name));
  fill(byId('facets'),
    ranges.filter(facet => facet.greatest > facet.least || now.filters[facet.field]).map(facet => numberRange.of(facet, now.filters[facet.field] ?? {}, set)),
    [...lists, ...lacking.filter(([, condition]) => Array.isArray(condition)).map(([field]) => ({ field, values: [] }))].map(facet => list(facet, now.filters[facet.field] ?? [])),
    without(now));
  if (focused.field) [...byId('facets').querySelectorAll('input')].find(input => input.dataset.field === focused.field && input.dataset.value === focused.value)?.focus();
}

function list({ field, values }, ticked) {
  const shown = [...ticked.filter(value => !values.some(other => other.value === value)).map(value => ({ value, count: 0 })), ...values];
  const isTicked = ({ value }) => ticked.includes(value);
  const first = open.has(field) ? shown : [...shown.slice(0, fewValues), ...shown.slice(fewValues).filter(isTicked)];
  return element('fieldset', { class: 'facet' },
    element('legend', {}, fieldName(field)),
    element('div', {}, first.map(value => tick(field, value, isTicked(value)))),
    shown.length > fewValues && element('button', {
      type: 'button',
      class: 'link',
      'aria-expanded': open.has(field),
      click: event => {
        const place = event.target.closest('fieldset');
        if (!open.delete(field)) open.add(field);
        const next = list({ field, values }, ticked);
        place.replaceWith(next);
        next.querySelector('.link').focus();
      },
    }, open.has(field) ? 'Show fewer' : `Show all ${shown.length}`));
}

function tick(field, { value, count: products }, isTicked) {
  return element('label', { class: products ? null : 'is-empty' },
    element('input', { type: 'checkbox', checked: isTicked, 'data-field': field, 'data-value': value, change: event => toggle(field, value, event.target.checked) }),
    element('span', {}, String(value)),
    element('span', { class: 'number' }, count(products)));
}

function toggle(field, value, isTicked) {
  const others = (state().filters[field] ?? []).filter(other => other !== value);
  set(field, isTicked ? [...others, value] : others);
}

function set(field, condition) {
  const { [field]: _, ...filters } = state().filters;
  const isEmpty = Array.isArray(condition) ? condition.length === 0 : condition.from == null && condition.to == null;
  change({ filters: isEmpty ? filters : { ...filters, [field]: condition } });
}

function without(now) {
  return element('fieldset', { class: 'facet without' },
    element('legend', {}, 'Leave out'),
    element('input', { type: 'text', value: now.not, 'aria-label': 'Words that no product may have', placeholder: 'such as leather', 'data-field': 'not', change: event => change({ not: event.target.value.trim() }) }));
}

// Every filter that is on, as a chip that takes it off.
import { announce } from './announcer.js';
import { byId, element, fill } from './elements.js';
import { icon } from './icons.js';
import { change } from './state.js';
import { fieldName, range } from './wording.js';

/** Each filter of a state: its name in words, and the state without it. */
export function filtersOf(now) {
  const { filters } = now;
  return [
    ...(now.category.length ? [{ name: `In ${now.category.join(' › ')}`, without: { category: [] } }] : []),
    ...Object.entries(filters).flatMap(([field, condition]) => {
      const { [field]: _, ...others } = filters;
      return Array.isArray(condition)
        ? condition.map(value => ({ name: `${fieldName(field)}: ${value}`, without: { filters: condition.length > 1 ? { ...others, [field]: condition.filter(other => other !== value) } : others } }))
        : [{ name: range(field, condition), without: { filters: others } }];
    }),
    ...(now.not ? [{ name: `Without ${now.not}`, without: { not: '' } }] : []),
  ];
}

export const withoutAll = { category: [], filters: {}, not: '' };

export function show(now) {
  const filters = filtersOf(now);
  fill(byId('applied'),
    filters.map(({ name, without }) => element('li', {}, element('button', { type: 'button', class: 'chip', 'aria-label': `Remove: ${name}`, click: () => remove(name, without) }, element('span', {}, name), icon('close')))),
    filters.length > 1 && element('li', {}, element('button', { type: 'button', class: 'chip clear', click: () => remove('all filters', withoutAll) }, 'Remove all')));
}

function remove(name, without) {
  byId('results').focus({ preventScroll: true }); // the chip that had the focus is about to go
  change(without);
  announce(`Removed: ${name}`);
}

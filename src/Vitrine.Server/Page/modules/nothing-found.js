// An empty answer that helps: each way out is one click.
import { filtersOf, withoutAll } from './applied.js';
import { element } from './elements.js';
import { icon } from './icons.js';
import { begin, change } from './state.js';

const mostWords = 4;

export function of(now) {
  const filters = filtersOf(now);
  const words = now.text.split(/\s+/).filter(Boolean);
  const ways = [
    ...filters.map(({ name, without }) => way(`Remove “${name}”`, () => change(without))),
    filters.length > 1 && way('Remove all filters', () => change(withoutAll)),
    now.asTyped && way('Mend slips of the finger', () => change({ asTyped: false })),
    ...(words.length > 1 && words.length <= mostWords ? words.map((_, at) => words.filter((_, other) => other !== at).join(' ')) : []).map(text => way(`Search for “${text}”`, () => change({ text }))),
    way('See all products', () => begin({})),
  ];
  return element('div', { class: 'empty' }, icon('search'),
    element('h3', {}, now.text ? `Nothing found for “${now.text}”` : 'Nothing found'),
    element('p', {}, advice(now, filters)),
    element('div', { class: 'ways' }, ways.filter(Boolean)));
}

function advice(now, filters) {
  if (filters.length) return 'Perhaps a filter is in the way.';
  if (now.hasPhoto || now.like.length) return 'Try it with other words, or with the picture alone.';
  return now.text ? 'Try fewer or more general words, or paste a photo of what you are looking for.' : 'The shop has no products yet.';
}

function way(name, click) {
  return element('button', { type: 'button', class: 'quiet', click }, name);
}

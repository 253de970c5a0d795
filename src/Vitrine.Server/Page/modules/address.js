// A search and its address: every state of the page is an address that can be shared, except for a photo, of which it only says that there was one.

/** No search at all: the page as it opens. */
export const start = Object.freeze({
  tab: 'search',
  text: '',
  not: '',
  asTyped: false,
  like: [],        // ids of products to start from
  hasPhoto: false, // the photo itself is kept by the browser's history
  weight: null,    // 0…1, how much the picture counts beside the words; null: as the model sees fit
  category: [],    // names from the top of the tree
  filters: {},     // name of a field → values, or { from, to }
  sort: '',        // "price", "-price"; empty: the best match first
  explain: false,
  product: null,   // the id of the product that is open
});

const values = 'is.';
const bounds = 'in.';

export function read(query) {
  const parameters = new URLSearchParams(query);
  const weight = Number.parseFloat(parameters.get('weight'));
  return {
    ...start,
    tab: parameters.get('tab') === 'shop' ? 'shop' : 'search',
    text: parameters.get('q') ?? '',
    not: parameters.get('not') ?? '',
    asTyped: parameters.has('typed'),
    like: parameters.getAll('like'),
    hasPhoto: parameters.has('photo'),
    weight: weight >= 0 && weight <= 1 ? weight : null,
    category: parameters.getAll('category'),
    filters: readFilters(parameters),
    sort: parameters.get('sort') ?? '',
    explain: parameters.has('why'),
    product: parameters.get('product'),
  };
}

export function write(state) {
  const parameters = new URLSearchParams();
  if (state.tab !== 'search') parameters.set('tab', state.tab);
  if (state.text) parameters.set('q', state.text);
  if (state.not) parameters.set('not', state.not);
  if (state.asTyped) parameters.set('typed', '1');
  for (const id of state.like) parameters.append('like', id);
  if (state.hasPhoto) parameters.set('photo', '1');
  if (state.weight != null) parameters.set('weight', state.weight);
  for (const name of state.category) parameters.append('category', name);
  for (const [name, condition] of Object.entries(state.filters)) {
    if (Array.isArray(condition)) for (const value of condition) parameters.append(values + name, value);
    else parameters.set(bounds + name, `${condition.from ?? ''}..${condition.to ?? ''}`);
  }
  if (state.sort) parameters.set('sort', state.sort);
  if (state.explain) parameters.set('why', '1');
  if (state.product != null) parameters.set('product', state.product);
  const query = parameters.toString();
  return query ? `/?${query}` : '/';
}

function readFilters(parameters) {
  const filters = {};
  for (const [key, value] of parameters) {
    if (key.startsWith(values)) (filters[key.slice(values.length)] ??= []).push(value);
    else if (key.startsWith(bounds)) filters[key.slice(bounds.length)] = readBounds(value);
  }
  return filters;
}

function readBounds(text) {
  const [from, to] = text.split('..').map(bound => Number.parseFloat(bound));
  return { ...(Number.isFinite(from) && { from }), ...(Number.isFinite(to) && { to }) };
}

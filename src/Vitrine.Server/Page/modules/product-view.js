// One product in front of the others; it has an address of its own.
import * as api from './api.js';
import * as card from './card.js';
import { byId, element, fill } from './elements.js';
import * as explanation from './explanation.js';
import { icon } from './icons.js';
import { hitOf } from './results.js';
import { addressOfNew, begin, change, kept } from './state.js';
import { fieldName, isPrice, number, price, priceOf } from './wording.js';

const dialog = byId('product');
let shown = null;

export function connect() {
  dialog.addEventListener('cancel', event => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) leave(); }); // beside the sheet
}

export async function show(now) {
  if (now.product === shown) return;
  shown = now.product;
  if (shown == null) return dialog.close();
  const id = shown;
  try {
    const product = await api.product(id);
    if (shown === id) fill(dialog, closing(), sheet(product, hitOf(id)));
  } catch (error) {
    fill(dialog, closing(), element('div', { class: 'sheet' }, element('div', {}, element('h2', { id: 'product-title' }, error.message), element('p', {}, error.hint))));
  }

  if (!dialog.open && shown === id) dialog.showModal();
  dialog.scrollTo({ top: 0 });
}

function leave() {
  if (kept().isOpened) history.back();
  else change({ product: null }, { isSmall: true });
}

const closing = () => element('button', { type: 'button', class: 'round close', 'aria-label': 'Close', click: leave }, icon('close'));

function sheet(product, hit) {
  const why = hit && explanation.of(hit);
  return element('div', { class: 'sheet' },
    photos(product),
    element('div', {},
      element('ul', { class: 'crumbs' }, (product.category ?? []).map((name, level, path) => element('li', {}, element('a', { href: addressOfNew({ category: path.slice(0, level + 1) }) }, name)))),
      element('h2', { id: 'product-title' }, product.title || product.id),
      priceOf(product.numbers) != null && element('p', { class: 'price' }, price(priceOf(product.numbers))),
      product.description && element('p', { class: 'prose' }, product.description),
      element('div', { class: 'acts' },
        element('button', { type: 'button', class: 'primary', click: () => begin({ like: [product.id] }) }, icon('alike'), 'More like this'),
        element('button', { type: 'button', class: 'quiet', click: () => card.changeIt(product.id) }, icon('change'), 'Like this, but …')),
      why && [element('h3', {}, 'Why it was found'), why],
      facts(product),
      product.variants?.length > 0 && [element('h3', {}, 'Variants'), element('ul', { class: 'variants' }, product.variants.map(variant => element('li', {}, variantName(variant))))]));
}

function photos(product) {
  const list = product.photos > 1 ? Array.from({ length: product.photos }, (_, at) => `${product.image}?photo=${at}`) : [];
  const large = element('div', {}, card.photo(product, 512, { isLazy: false }));
  const thumb = (address, at) => element('button', {
    type: 'button',
    'aria-pressed': at === 0,
    'aria-label': `Photo ${at + 1}`,
    click: event => {
      fill(large, card.photo({ ...product, image: address }, 512, { isLazy: false }));
      for (const other of event.currentTarget.parentElement.children) other.setAttribute('aria-pressed', other === event.currentTarget);
    },
  }, element('img', { src: api.photoAddress(address, 96), alt: '' }));
  return element('div', {}, large, list.length > 0 && element('div', { class: 'thumbs' }, list.map(thumb)));
}

function facts({ id, attributes, numbers }) {
  const rows = [
    ...Object.entries(attributes ?? {}).map(([name, value]) => [fieldName(name), [value].flat().join(', ')]),
    ...Object.entries(numbers ?? {}).filter(([name]) => !isPrice(name)).map(([name, value]) => [fieldName(name), number(value)]),
    ['Article', id],
  ];
  return [element('h3', {}, 'Details'), element('dl', { class: 'facts-table' }, rows.map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))];
}

const variantName = ({ id, attributes }) => Object.values(attributes ?? {}).flat().join(', ') || id;

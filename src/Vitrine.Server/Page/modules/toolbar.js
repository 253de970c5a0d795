// The line above the products: how many, in which order, why, and the address to share.
import { announce } from './announcer.js';
import { byId, element, fill } from './elements.js';
import { icon } from './icons.js';
import { change, state } from './state.js';
import { fieldName, foundProducts, isPrice } from './wording.js';

let numbers = [];

/** fields: of GET /v1/fields; those of numbers can be sorted by. */
export function connect(fields) {
  numbers = fields.filter(field => field.kind === 'number').map(field => field.name);
  byId('sort').addEventListener('change', event => change({ sort: event.target.value }));
  byId('explain').addEventListener('change', event => change({ explain: event.target.checked }));
  label('Copy link');
  byId('share').addEventListener('click', copy);
  show(state());
}

export function show(now) {
  const isAsked = now.text || now.hasPhoto || now.like.length;
  byId('explain').checked = now.explain;
  byId('explain').closest('label').hidden = !isAsked;
  fill(byId('sort'),
    element('option', { value: '' }, isAsked ? 'Best match' : 'As in the shop'),
    numbers.flatMap(name => [
      element('option', { value: name }, `${fieldName(name)}: ${isPrice(name) ? 'lowest' : 'least'} first`),
      element('option', { value: `-${name}` }, `${fieldName(name)}: ${isPrice(name) ? 'highest' : 'most'} first`),
    ]));
  byId('sort').value = now.sort;
  byId('sort').closest('label').hidden = numbers.length === 0;
}

export function showCount(answer, now) {
  fill(byId('count'), foundProducts(answer), now.text && element('small', {}, ` for “${now.text}”`));
}

async function copy() {
  const said = state().hasPhoto ? 'Link copied. It does not hold the photo: who opens it pastes the photo again.' : 'Link copied.';
  try {
    await navigator.clipboard.writeText(location.href);
    label('Copied');
    byId('box-hint').textContent = state().hasPhoto ? said : '';
    announce(said);
  } catch {
    announce('The browser does not allow it. Copy the address from its bar.');
    label('Copy the address above');
  }

  setTimeout(() => label('Copy link'), 2500);
}

const label = text => fill(byId('share'), icon('link'), element('span', {}, text));

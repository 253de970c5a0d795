// One product in the grid.
import { photoAddress } from './api.js';
import { element } from './elements.js';
import * as explanation from './explanation.js';
import { icon } from './icons.js';
import * as searchBox from './search-box.js';
import { addressOf, begin, state } from './state.js';
import { number, percent, price, priceOf } from './wording.js';

export function of(hit) {
  return element('li', { class: 'card', 'data-id': hit.id },
    element('a', { href: addressOf({ product: hit.id }), title: hit.title },
      photo(hit, 320),
      element('h3', {}, hit.title || hit.id)),
    element('p', { class: 'facts' },
      priceOf(hit.numbers) != null && element('span', { class: 'price' }, price(priceOf(hit.numbers))),
      element('span', {}, hit.category?.at(-1)),
      match(hit)),
    explanation.of(hit),
    element('div', { class: 'acts' },
      act('alike', 'More like this', hit, () => begin({ like: [hit.id] })),
      act('change', 'Like this, but …', hit, () => changeIt(hit.id))));
}

/** Places for products that are on their way. */
export const ghosts = number => Array.from({ length: number }, () => element('li', { class: 'card ghost', 'aria-hidden': 'true' }, element('div', { class: 'photo' }), element('h3')));

/** A photo, or a sign that there is none. */
export function photo({ image, title, explanation: why }, width, { isLazy = true } = {}) {
  const lacking = () => element('span', { class: 'no-photo' }, icon('picture'), 'No photo');
  return element('div', { class: 'photo' }, image
    ? element('img', {
      src: photoAddress(image, width),
      srcset: `${photoAddress(image, width)} 1x, ${photoAddress(image, 2 * width)} 2x`,
      alt: isLazy ? '' : title, // in the grid the title stands beside it
      loading: isLazy ? 'lazy' : 'eager',
      decoding: 'async',
      load: event => explanation.overlay(event.target, why),
      error: event => event.target.replaceWith(lacking()),
    })
    : lacking());
}

/** Starts from a product, and asks what should be different. */
export function changeIt(id) {
  begin({ like: [id] });
  scrollTo({ top: 0 });
  searchBox.focus();
}

// Words give a probability that everybody can read; the likeness of pictures is for those who ask why.
function match({ probability, score, distance }) {
  const show = (text, title) => element('span', { class: 'match', title }, text);
  if (probability != null) return show(percent(probability), 'How probable it is that this is what was asked for');
  if (!state().explain) return null;
  return score != null ? show(number(score), 'Likeness of the pictures') : distance != null ? show(`${distance} bits`, 'Bits of the codes that differ') : null;
}

function act(sign, label, hit, click) {
  return element('button', { type: 'button', class: 'round', 'aria-label': `${label} (${hit.title || hit.id})`, title: label, click }, icon(sign));
}

// Why a product was found: how each signal compares it with the best product of the search.
import { drawing, element } from './elements.js';
import { number } from './wording.js';

const names = { words: 'Words', title: 'Title', photo: 'Photo', traits: 'What it shows' };

const bars = 'A bar is full where a product is the best of all, and shorter the further it lies behind. The number is what that takes from its log-odds.';
const likeness = 'Pictures are compared as a whole: the number is how like the product is to what was asked for.';

/** What is to be said above explained products; null where nothing was asked for that could be explained. */
export function legendOf(hits) {
  if (hits.some(hit => hit.shares)) return bars;
  return hits.some(hit => hit.score != null || hit.distance != null) ? likeness : null;
}

/** A list of bars; null where the answer says nothing of this product. */
export function of({ shares }) {
  return shares?.length ? element('dl', { class: 'why', 'aria-label': 'Why this product' }, shares.map(share)) : null;
}

// Log-odds of 0 are those of the best; e to their power is what is left of its odds.
function share({ signal, logOdds }) {
  return element('div', {},
    element('dt', {}, names[signal] ?? signal),
    element('dd', {}, bar(Math.min(1, Math.exp(logOdds))), element('span', { class: 'value' }, signed(logOdds))));
}

function bar(part) {
  return drawing('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    drawing('rect', { class: 'track', width: 100, height: 8 }),
    drawing('rect', { class: 'part', width: 100 * part, height: 8 }));
}

const signed = value => (Math.abs(value) < 0.005 ? '0' : `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`);

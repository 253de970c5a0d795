// Why a product was found: what each signal says for it (to the right) or against it (to the left), in log-odds.
import { drawing, element } from './elements.js';
import { number } from './wording.js';

const names = { words: 'Words', title: 'Title', photo: 'Photo', traits: 'What it shows' };
const most = 4; // log-odds of a full half bar; beyond is as good as certain

/** A list of bars; null where the answer says nothing of this product. */
export function of(hit) {
  const rows = [...(hit.shares ?? []).map(share), ...(hit.layers ?? []).map(layer)];
  return rows.length ? element('dl', { class: 'why', 'aria-label': 'Why this product' }, rows) : null;
}

function share({ signal, logOdds }) {
  return row(names[signal] ?? signal, signed(logOdds), bar(50, 50 * Math.max(-1, Math.min(1, logOdds / most))));
}

// A model of hash codes: how many bits of each layer of the category tree agree.
function layer({ layer: name, agreeing, bits }) {
  return row(name, `${agreeing} of ${bits} bits`, bar(0, (100 * agreeing) / bits));
}

function row(name, value, drawn) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, drawn, element('span', { class: 'value' }, value)));
}

function bar(from, length) {
  return drawing('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    drawing('rect', { class: 'track', width: 100, height: 8, rx: 2 }),
    drawing('rect', { class: length < 0 ? 'against' : 'for', x: Math.min(from, from + length), width: Math.abs(length), height: 8 }));
}

const signed = value => `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;

// Why a product was found: how each signal compares it with the best product of the search.
import { drawing, element } from './elements.js';
import { number } from './wording.js';

const names = { words: 'Words', title: 'Title', photo: 'Photo', traits: 'What it shows' };

const bars = 'A bar is full where a product is the best of all, and shorter the further it lies behind. The number is what that takes from its log-odds.';
const likeness = 'The number is how like the product is to what was asked for; below it what each part adds. Where a model looks at parts of photos, those that spoke for a product are warm.';

/** What is to be said above explained products; null where nothing was asked for that could be explained. */
export function legendOf(hits) {
  if (hits.some(hit => hit.shares)) return bars;
  return hits.some(hit => hit.score != null || hit.distance != null) ? likeness : null;
}

/** A list of bars; null where the answer says nothing of this product. */
export function of({ shares, explanation }) {
  const lines = shares?.length ? shares.map(share) : explanation ? parts(explanation.shares) : [];
  return lines.length ? element('dl', { class: 'why', 'aria-label': 'Why this product' }, lines) : null;
}

/** Lays over a photo which parts of it spoke for the product, once the photo's size is known. */
export function overlay(image, explanation) {
  const regions = weighed(explanation?.regions ?? []);
  if (regions.length === 0) return;
  const { naturalWidth: width, naturalHeight: height } = image;
  image.after(drawing('svg', { class: 'regions', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' }, regions.map(({ left, top, right, bottom, weight }) =>
    drawing('rect', { x: left * width, y: top * height, width: (right - left) * width, height: (bottom - top) * height, opacity: weight }))));
}

// From the least to the most similar as 0 to 1; the whole photo would hide what its parts say.
function weighed(regions) {
  const parts = regions.filter(({ left, top, right, bottom }) => (right - left) * (bottom - top) < 0.95);
  const [best, least] = [Math.max(...parts.map(part => part.similarity)), Math.min(...parts.map(part => part.similarity))];
  return parts.map(part => ({ ...part, weight: best > least ? (part.similarity - least) / (best - least) : 1 }));
}

// Of codes bits that differ; of vectors what each part adds to the likeness.
function parts(shares) {
  const most = Math.max(...shares.map(({ value }) => Math.abs(value)), Number.EPSILON);
  return shares.map(({ kind, name, value }) => element('div', {},
    element('dt', {}, name),
    element('dd', {}, bar(Math.abs(value) / most), element('span', { class: 'value' }, kind === 'layer' ? `${Math.abs(value)} bits` : signed(value)))));
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

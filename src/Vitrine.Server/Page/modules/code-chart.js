// How well codes use their bits: figures, and how far apart products of one category and of two are.
import { drawing, element } from './elements.js';
import { count, number, percent } from './wording.js';

const width = 320, height = 120, left = 8, bottom = 22, top = 8, right = 8;

/** Figures in a sentence, and the two histograms as lines over the bits that differ. */
export function of({ bits, entropy, correlation, identicalShare, within, across }) {
  const most = Math.max(...within, ...across, Number.EPSILON);
  const x = distance => left + (width - left - right) * distance / bits;
  const y = share => top + (height - top - bottom) * (1 - share / most);
  const line = (shares, name) => drawing('polyline', { class: `line ${name}`, points: shares.map((share, distance) => `${x(distance)},${y(share)}`).join(' ') });
  return element('figure', { class: 'curves' },
    element('p', {}, `${count(bits)} bits, each telling ${number(entropy)} of 1; ${percent(identicalShare)} of the products share their code with another; two bits correlate by ${number(correlation)} on average.`),
    drawing('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'How many bits differ between two products' },
      drawing('line', { class: 'grid-line', x1: left, x2: width - right, y1: y(0), y2: y(0) }),
      [0, Math.round(bits / 2), bits].map(distance => drawing('text', { x: x(distance), y: height - 5, 'text-anchor': distance === 0 ? 'start' : distance === bits ? 'end' : 'middle' }, distance)),
      line(across, 'other-0'), line(within, 'used')),
    element('figcaption', {},
      element('span', { class: 'key used' }, 'pairs of one category'),
      element('span', { class: 'key other' }, 'of two, by the bits that differ')));
}

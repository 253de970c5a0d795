// How often a title finds its photo among the first hits: a line for each model that was tried, and one for chance.
import { drawing, element } from './elements.js';
import { percent } from './wording.js';

const width = 320, height = 180, left = 38, bottom = 22, top = 8, right = 8;

/** The chart; null where no model was measured. Hits grow in equal steps from each number to the next. */
export function of(choices) {
  const measured = choices.filter(({ curve }) => curve?.length > 1);
  if (measured.length === 0) return null;
  const ranks = measured[0].curve.map(({ among }) => among);
  const x = i => left + (width - left - right) * i / (ranks.length - 1);
  const y = share => top + (height - top - bottom) * (1 - share);
  const line = (shares, name) => drawing('polyline', { class: `line ${name}`, points: shares.map((share, i) => `${x(i)},${y(share)}`).join(' ') });
  return element('figure', { class: 'curves' },
    drawing('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': measured.map(describe).join('; ') },
      [0, 0.5, 1].map(share => [
        drawing('line', { class: 'grid-line', x1: left, x2: width - right, y1: y(share), y2: y(share) }),
        drawing('text', { x: left - 6, y: y(share) + 4, 'text-anchor': 'end' }, percent(share)),
      ]),
      ranks.map((rank, i) => drawing('text', { x: x(i), y: height - 5, 'text-anchor': 'middle' }, rank)),
      line(measured[0].curve.map(({ chance }) => chance), 'chance'),
      measured.map(({ curve, isUsed }, i) => line(curve.map(({ share }) => share), isUsed ? 'used' : `other-${i}`))),
    element('figcaption', {},
      measured.map(({ what, isUsed }) => element('span', { class: isUsed ? 'key used' : 'key other' }, what)),
      element('span', { class: 'key chance' }, 'chance')));
}

const describe = ({ what, curve }) => `${what}: ${curve.map(({ among, share }) => `${percent(share)} among the first ${among}`).join(', ')}`;

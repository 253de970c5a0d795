// The shop's own view: what is in it, what was learned for it, how fast it answers, and what it could not find.
import * as api from './api.js';
import { byId, drawing, element, fill } from './elements.js';
import * as problem from './problem.js';
import { count, number } from './wording.js';

const view = byId('shop-view');

export async function show() {
  try {
    const shop = await api.shop();
    fill(view, element('h1', {}, 'Your shop'), tiles(shop), element('div', { class: 'panels' }, panels(shop)));
  } catch (error) {
    fill(view, element('h1', {}, 'Your shop'), problem.of(error, show));
  }
}

function tiles({ products, photos, categories, layers, latency }) {
  return element('div', { class: 'tiles' },
    tile(products, 'products'),
    tile(photos, 'photos'),
    tile(categories, `categories in ${count(layers)} layers`),
    tile(latency?.searches, 'searches since the start'),
    tile(latency?.p50, 'ms for half of the searches'),
    tile(latency?.p99, 'ms for 99 of 100 searches'));
}

function tile(value, name) {
  return value == null ? null : element('div', { class: 'tile' }, element('strong', {}, typeof value === 'number' ? number(value) : value), element('span', {}, name));
}

function panels({ models, choices, verdict, codes, withoutHits }) {
  return [
    panel('How good it is', verdict?.length ? verdict.map(sentence => element('p', {}, sentence)) : quiet('Nothing was measured yet. “vitrine train STORE” learns from this shop, and says how good the search is.')),
    panel('What was tried', choices?.length ? table(['What', 'Measured', 'Choice'], choices.map(({ what, figure, isUsed }) => [what, figure, isUsed ? element('span', { class: 'is-used' }, 'In use') : ''])) : quiet('Nothing yet.')),
    panel('Models', models?.length ? table(['Model', 'Method', 'Used for'], models.map(model => [model.name, `${model.method} ${model.preset}`, use(model)])) : quiet('None. Words alone are searched.')),
    codes && panel('Health of the codes', health(codes)),
    panel('Searches without a hit', withoutHits?.length ? table(['Words', 'Times'], withoutHits.map(({ text, times }) => [text, figure(count(times))])) : quiet('None since the server started.')),
  ];
}

function panel(title, ...content) {
  return element('section', { class: 'panel' }, element('h2', {}, title), ...content);
}

function table(heads, rows) {
  return element('table', {},
    element('thead', {}, element('tr', {}, heads.map(head => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, rows.map(row => element('tr', {}, row.map(cell => element('td', {}, cell))))));
}

const quiet = text => element('p', { class: 'quiet-text' }, text);
const figure = text => element('span', { class: 'figure' }, text);
const use = ({ isForWords, isForPictures }) => [isForWords && 'words', isForPictures && 'pictures'].filter(Boolean).join(', ') || '–';

function health(codes) {
  return table(['Layer', 'Used', 'Different codes'], codes.map(({ layer, balance, distinct }) => [layer, bar(balance), figure(count(distinct))]));
}

function bar(share) {
  return drawing('svg', { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${Math.round(100 * share)} %` },
    drawing('rect', { class: 'track', width: 100, height: 8 }), drawing('rect', { class: 'part', width: 100 * share, height: 8 }));
}

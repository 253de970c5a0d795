// The shop's own view: what is in it, what was learned for it, how fast it answers, and what it could not find.
import * as api from './api.js';
import * as codeChart from './code-chart.js';
import * as curveChart from './curve-chart.js';
import { byId, element, fill } from './elements.js';
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

function panels({ models, choices, verdict, queries, codes }) {
  const curves = curveChart.of(choices ?? []);
  return [
    panel('How good it is', verdict?.length ? verdict.map(sentence => element('p', {}, sentence)) : quiet('Nothing was measured yet. “vitrine train STORE” learns from this shop, and says how good the search is.')),
    panel('What was tried', choices?.length ? table(['What', 'Measured', 'Choice'], choices.map(({ what, figure, isUsed }) => [what, figure, isUsed ? element('span', { class: 'is-used' }, 'In use') : ''])) : quiet('Nothing yet.')),
    curves && panel('Found among the first hits', element('p', { class: 'quiet-text' }, 'How many titles of products that training did not see find their photo among the first hits.'), curves),
    panel('Models', models?.length ? table(['Model', 'Method', 'Used for'], models.map(model => [model.name, `${model.method} ${model.preset}`, use(model)])) : quiet('None. Words alone are searched.')),
    (codes ?? []).map(code => panel(`Codes of “${code.model}”`, codeChart.of(code))),
    panel('Searches without a hit', texts(queries?.neverFound, queries)),
    queries && panel('Most wanted', texts(queries.mostWanted, queries)),
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

function texts(asked, queries) {
  if (!queries) return quiet('Searches are not written down here. “vitrine serve STORE --log-queries” does it, without a word about who asked.');
  return asked.length ? table(['Words', 'Asked'], asked.map(({ text, asked: times }) => [text, figure(count(times))])) : quiet('None in the last 30 days.');
}

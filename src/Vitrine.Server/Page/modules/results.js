// The products found: likely ones, the less likely set apart, and more of them as one scrolls.
import { announce } from './announcer.js';
import * as api from './api.js';
import * as card from './card.js';
import { byId, element, fill } from './elements.js';
import * as explanation from './explanation.js';
import * as nothingFound from './nothing-found.js';
import * as problem from './problem.js';
import * as query from './query.js';
import { keep, kept, photo, state } from './state.js';
import * as toolbar from './toolbar.js';
import { count, foundProducts, products } from './wording.js';

const found = byId('found');
const moreBox = byId('more');

// More come by themselves only while they are likely; whoever wants to see the others asks.
const watch = new IntersectionObserver(([seen]) => { if (seen.isIntersecting && !lessLikely) more({ isAsked: false }); }, { rootMargin: '500px' });

let request = new AbortController();
let hits = [];
let isLoading = false;
let likely = null;
let lessLikely = null;

export function connect() {
  moreBox.firstElementChild.addEventListener('click', () => more({ isAsked: true }));
}

/** The hit of a product, where it is among those found. */
export const hitOf = id => hits.find(hit => hit.id === id);

/** Runs the search of the state. Resolves to its answer; to null where it failed or another came in between. */
export async function run({ isReturn }) {
  const place = isReturn ? kept() : { loaded: 0, scroll: 0 };
  wait();
  try {
    const size = Math.min(query.mostAtOnce, Math.max(query.pageSize, place.loaded));
    const answer = await ask(0, size);
    if (answer) {
      show(answer, size);
      scrollTo({ top: place.scroll, behavior: 'instant' });
    }

    return answer;
  } catch (error) {
    fill(found, problem.of(error, () => run({ isReturn })));
    fill(byId('count'));
    return null;
  } finally {
    if (!isLoading) byId('results').classList.remove('is-waiting');
  }
}

async function more({ isAsked }) {
  if (isLoading || moreBox.hidden) return;
  const first = hits.length;
  try {
    const answer = await ask(first, query.pageSize);
    if (!answer) return;
    add(answer.hits, query.pageSize);
    if (isAsked) found.querySelectorAll('.card > a')[first]?.focus();
    announce(`${products(answer.hits.length)} more, ${count(hits.length)} in all.`);
  } catch (error) {
    announce(`${error.message} ${error.hint ?? ''}`);
  }
}

// Null where another search came in between.
async function ask(offset, size) {
  request.abort();
  request = new AbortController();
  const { signal } = request;
  isLoading = true;
  try {
    return await api.search(query.of(state(), photo(), offset, size), signal);
  } catch (error) {
    if (error.name === 'AbortError') return null;
    throw error;
  } finally {
    if (!signal.aborted) isLoading = false;
  }
}

function wait() {
  moreBox.hidden = true;
  byId('results').classList.add('is-waiting');
  if (hits.length === 0) fill(found, element('ul', { class: 'grid' }, card.ghosts(12)));
}

function show(answer, size) {
  [hits, likely, lessLikely] = [[], null, null];
  fill(found);
  toolbar.showCount(answer, state());
  if (answer.hits.length === 0) {
    fill(found, nothingFound.of(state()));
    announce('Nothing found. Below are ways to find more.');
  } else {
    const legend = state().explain && explanation.legendOf(answer.hits);
    if (legend) found.append(element('p', { class: 'legend' }, legend));
    announce(`${foundProducts(answer)} found. ${(answer.understood?.notes ?? []).join(' ')}`);
  }

  add(answer.hits, size);
}

// A page that is not full is the last.
function add(next, size) {
  hits.push(...next);
  keep({ loaded: hits.length });
  for (const hit of next) gridFor(hit).append(card.of(hit));
  moreBox.hidden = next.length < size || hits.length > query.lastOffset;
  watch.unobserve(moreBox);
  watch.observe(moreBox); // tells at once whether the button is still in sight
}

function gridFor(hit) {
  if (hit.isLikely !== false) {
    if (!likely) found.append(likely = element('ul', { class: 'grid' }));
    return likely;
  }

  if (!lessLikely) {
    lessLikely = element('ul', { class: 'grid' });
    found.append(element('section', { class: 'less', 'aria-label': 'Less likely' },
      element('h2', {}, 'Less likely'),
      element('p', {}, likely ? 'These fit less well what you asked for.' : 'Nothing fits well. These come nearest.'),
      lessLikely));
  }

  return lessLikely;
}

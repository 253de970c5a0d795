// What the page shows now. Every change is a step of the browser's history, so that back and forward work.
import { read, start, write } from './address.js';

const listeners = [];
let now = read(location.search);

// A photo does not fit an address; the history keeps it, for back, forward and reload, but not for another browser.
let memory = history.state ?? {};

history.scrollRestoration = 'manual';
addEventListener('popstate', event => {
  [now, memory] = [read(location.search), event.state ?? {}];
  tell({ isReturn: true });
});

export const state = () => now;

/** The photo that is searched with, as a data URI; null: there is none, or it was not kept. */
export const photo = () => (now.hasPhoto ? memory.photo ?? null : null);

/** What the history keeps of this step beside its address: products loaded, the place that was scrolled to, and whether the step was to open a product. */
export const kept = () => ({ loaded: memory.loaded ?? 0, scroll: memory.scroll ?? 0, isOpened: memory.isOpened ?? false });

/** Notes how far this step was looked through. */
export function keep(part) {
  memory = { ...memory, ...part };
  history.replaceState(memory, '');
}

/** Goes to a changed state; with isSmall in place of the one before, where going back would mean nothing. */
export function change(part, { isSmall = false, picture = memory.photo } = {}) {
  const before = now;
  if (!isSmall) keep({ scroll: scrollY });
  now = { ...now, ...part };
  memory = { ...(now.hasPhoto && picture && { photo: picture }), ...(before.product == null && now.product != null && { isOpened: true }) };
  history[isSmall ? 'replaceState' : 'pushState'](memory, '', write(now));
  tell({ isReturn: false });
}

/** Goes to an address of this page. */
export const go = query => change(read(query));

/** The address of a changed state, for links. */
export const addressOf = part => write({ ...now, product: null, ...part });

/** The address of a search that begins anew. */
export const addressOfNew = part => write({ ...start, ...part });

/** A search that begins anew. */
export const begin = (part, options) => change({ ...start, explain: now.explain, ...part }, options);

/** Calls back after every change, with the state and whether it was reached by back or forward. */
export const whenChanged = listener => listeners.push(listener);

function tell(how) {
  for (const listener of listeners) listener(now, how);
}

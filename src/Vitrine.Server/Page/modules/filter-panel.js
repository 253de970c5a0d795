// On a narrow screen categories and filters fold behind a button.
import { filtersOf } from './applied.js';
import { byId, fill } from './elements.js';
import { icon } from './icons.js';
import { foundProducts } from './wording.js';

const [panel, opener, closer] = [byId('filters'), byId('show-filters'), byId('hide-filters')];

export function connect() {
  opener.addEventListener('click', () => setOpen(!panel.classList.contains('is-open')));
  closer.addEventListener('click', () => {
    setOpen(false);
    byId('results').scrollIntoView();
    byId('results').focus({ preventScroll: true });
  });
}

export function show(answer, now) {
  const filters = filtersOf(now).length;
  fill(opener, icon('filter'), filters ? `Categories and filters (${filters})` : 'Categories and filters');
  fill(closer, `Show ${foundProducts(answer)}`);
}

function setOpen(isOpen) {
  panel.classList.toggle('is-open', isOpen);
  opener.setAttribute('aria-expanded', isOpen);
}

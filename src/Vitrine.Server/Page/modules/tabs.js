// The two views: for customers, and for the shop.
import { byId } from './elements.js';

export function show({ tab, text }) {
  for (const name of ['search', 'shop']) {
    const isShown = name === tab;
    byId(`${name}-view`).hidden = !isShown;
    if (isShown) byId(`tab-${name}`).setAttribute('aria-current', 'page');
    else byId(`tab-${name}`).removeAttribute('aria-current');
  }

  document.title = tab === 'shop' ? 'Shop – Vitrine' : text ? `${text} – Vitrine` : 'Vitrine';
}

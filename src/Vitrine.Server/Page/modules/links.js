// Links to other states of the page go there without loading it again; with a modifier key they are ordinary links.
import { go } from './state.js';

export function connect() {
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || address.pathname !== '/' || address.hash || link.target) return;
    event.preventDefault();
    go(address.search);
  });
}

// The list below the words (ARIA's combobox with a list box): arrows choose, Enter takes, Escape closes.
import { photoAddress, suggest } from './api.js';
import { announce } from './announcer.js';
import { element, fill } from './elements.js';
import { icon } from './icons.js';

const pauseMs = 120;

/** Joins a field and its list; take is called with the suggestion that was chosen. */
export function connect(input, list, take) {
  let offered = [];
  let chosen = -1;
  let typed = '';
  let timer = 0;
  let request = new AbortController();

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(load, pauseMs);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !list.hidden) leave();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && chosen >= 0) accept(offered[chosen]);
    else return;
    event.preventDefault();
  });

  return { close };

  async function load() {
    request.abort();
    request = new AbortController();
    typed = input.value;
    if (!typed.trim()) return close();
    try {
      const { suggestions } = await suggest(typed, request.signal);
      if (document.activeElement === input && input.value === typed) show(suggestions);
    } catch (error) {
      if (error.name !== 'AbortError') close(); // a search without suggestions is still a search
    }
  }

  function show(suggestions) {
    offered = suggestions;
    fill(list, offered.map(row));
    choose(-1);
    setOpen(offered.length > 0);
    if (offered.length) announce(`${offered.length} suggestions. Use the arrow keys.`);
  }

  function row(suggestion, index) {
    return element('li', {
      id: `suggestion-${index}`,
      role: 'option',
      'aria-selected': 'false',
      pointerdown: event => event.preventDefault(), // the field keeps the focus
      click: () => accept(suggestion),
    }, sign(suggestion), element('span', {}, suggestion.text), beside(suggestion));
  }

  function move(step) {
    if (list.hidden) return load();
    const next = chosen + step;
    choose(next < -1 ? offered.length - 1 : next >= offered.length ? -1 : next);
    input.value = chosen < 0 || offered[chosen].kind !== 'words' ? typed : offered[chosen].text;
  }

  function choose(index) {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute('aria-selected', at === index));
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `suggestion-${index}`);
  }

  function leave() {
    input.value = typed;
    close();
  }

  function accept(suggestion) {
    close();
    take(suggestion);
  }

  function close() {
    clearTimeout(timer);
    request.abort();
    choose(-1);
    setOpen(false);
  }

  function setOpen(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', isOpen);
  }
}

function sign({ kind, id }) {
  if (kind !== 'product') return icon(kind === 'category' ? 'branch' : 'search');
  return element('img', { src: photoAddress(`/v1/products/${encodeURIComponent(id)}/image`, 64), alt: '', error: event => event.target.replaceWith(icon('picture')) });
}

// Words may be meant in one branch of the tree alone.
function beside({ kind, in: path }) {
  if (kind === 'product') return element('small', {}, 'Product');
  return path?.length ? element('small', {}, `in ${path.join(' › ')}`) : null;
}

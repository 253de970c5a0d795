// The line that asks: words, and what the search starts from.
import { announce } from './announcer.js';
import { byId, fill } from './elements.js';
import { icon } from './icons.js';
import * as photoInput from './photo-input.js';
import * as starts from './starts.js';
import { begin, change, photo, state } from './state.js';
import * as suggestions from './suggestions.js';

const words = byId('words');

export function connect() {
  fill(byId('go'), icon('search')).setAttribute('aria-label', 'Search');
  fill(byId('clear'), icon('close')).setAttribute('aria-label', 'Begin a new search');
  fill(byId('choose-photo'), icon('camera')).setAttribute('aria-label', 'Search with a photo');
  byId('choose-photo').title = 'Search with a photo: choose one here, paste one, or drop one anywhere on the page';

  const list = suggestions.connect(words, byId('suggestions'), take);
  byId('search-form').addEventListener('submit', event => {
    event.preventDefault();
    list.close();
    const text = words.value.trim();
    if (text !== state().text) change({ text, asTyped: false, sort: '', weight: null, product: null });
    words.blur();
  });
  byId('clear').addEventListener('click', () => {
    begin({});
    words.focus();
  });
  photoInput.connect(picture => {
    begin({ hasPhoto: true, text: startsFrom(state()) ? words.value.trim() : '' }, { picture });
    announce('Searching with the photo. Type what should be different, or nothing for products like it.');
    words.focus();
  }, problem);
}

/** Shows a state. */
export function show(now) {
  words.value = now.text;
  const isHome = now.text === '' && !startsFrom(now) && now.category.length === 0 && Object.keys(now.filters).length === 0;
  byId('headline').classList.toggle('unseen', !isHome); // a page without a headline is hard to find one's way in by ear
  byId('clear').hidden = now.text === '' && !startsFrom(now);
  words.placeholder = startsFrom(now) ? 'What should be different? “in red”, “longer”' : 'Red dress under 50, or a photo';
  starts.show(byId('starts'), now);
  byId('box-hint').classList.remove('is-problem');
  byId('box-hint').textContent = now.hasPhoto && !photo()
    ? 'This address was made with a photo, which does not travel in an address. Paste or choose the photo again.'
    : isHome ? 'Paste or drop a photo anywhere on this page.' : '';
}

/** Puts the cursor where what should be different is typed. */
export const focus = () => words.focus();

const startsFrom = now => now.hasPhoto || now.like.length > 0;

function take({ kind, text, in: path, id }) {
  if (kind === 'product') return change({ product: id });
  words.value = text;
  change({ text, asTyped: false, sort: '', weight: null, product: null, ...(path && { category: path }) });
}

function problem(text) {
  byId('box-hint').classList.add('is-problem');
  byId('box-hint').textContent = text;
  announce(text);
}

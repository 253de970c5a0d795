// How the words were read, and how to take that back.
import { byId, element, fill } from './elements.js';
import { addressOfNew, change } from './state.js';

export function show({ understood, redirect }, now) {
  const notes = understood?.notes ?? [];
  fill(byId('understood'),
    redirect && element('div', { class: 'understood' }, element('p', {}, 'The shop has a place for this: ', placeOf(redirect))),
    (notes.length > 0 || now.asTyped) && element('div', { class: 'understood' }, element('p', {}, sentence(understood, notes, now)), undo(now)));
}

// A rule of the shop sends people there; they go if they like. What is neither a branch nor a web address is no link.
function placeOf({ place, isBranch }) {
  if (isBranch) return element('a', { href: addressOfNew({ category: place.split('/') }) }, place.replaceAll('/', ' › '));
  return /^https?:\/\//.test(place) ? element('a', { href: place, rel: 'noreferrer' }, place) : place;
}

function sentence({ text }, notes, now) {
  if (now.asTyped) return ['Searched for exactly what was typed. ', notes.join(' ')];
  const isOther = text && text !== now.text;
  return [...(isOther ? ['Searched for ', element('strong', {}, text), '. '] : []), notes.join(' ')];
}

function undo(now) {
  return element('button', { type: 'button', class: 'link', click: () => change({ asTyped: !now.asTyped }) }, now.asTyped ? 'Read the words again' : 'Search as typed');
}

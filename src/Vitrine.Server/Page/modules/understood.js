// How the words were read, and how to take that back.
import { byId, element, fill } from './elements.js';
import { change } from './state.js';

export function show(understood, now) {
  const notes = understood?.notes ?? [];
  fill(byId('understood'), (notes.length > 0 || now.asTyped) && element('div', { class: 'understood' }, element('p', {}, sentence(understood, notes, now)), undo(now)));
}

function sentence({ text }, notes, now) {
  if (now.asTyped) return ['Searched for exactly what was typed. ', notes.join(' ')];
  const isOther = text && text !== now.text;
  return [...(isOther ? ['Searched for ', element('strong', {}, text), '. '] : []), notes.join(' ')];
}

function undo(now) {
  return element('button', { type: 'button', class: 'link', click: () => change({ asTyped: !now.asTyped }) }, now.asTyped ? 'Read the words again' : 'Search as typed');
}

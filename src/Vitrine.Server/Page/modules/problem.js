// What went wrong, and what to do about it.
import { element } from './elements.js';
import { icon } from './icons.js';
import { begin } from './state.js';

export function of(error, again) {
  return element('div', { class: 'empty', role: 'alert' }, icon('close'),
    element('h3', {}, 'That did not work'),
    element('p', {}, error.message),
    error.hint && element('p', {}, error.hint),
    element('div', { class: 'ways' },
      element('button', { type: 'button', class: 'quiet', click: again }, 'Try again'),
      element('button', { type: 'button', class: 'quiet', click: () => begin({}) }, 'See all products')));
}

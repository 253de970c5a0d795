// What a search starts from, shown in its box: the photo, and products that are to be like.
import { photoAddress } from './api.js';
import { element, fill } from './elements.js';
import { icon } from './icons.js';
import { change, photo } from './state.js';

export function show(list, now) {
  fill(list,
    now.hasPhoto && photo() && item('your photo', element('img', { src: photo(), alt: 'Your photo' }), { hasPhoto: false, weight: null }),
    now.like.map(id => item(`product ${id}`, thumbnail(id), { like: now.like.filter(other => other !== id), weight: null })));
}

function item(name, picture, without) {
  return element('li', {}, picture,
    element('button', { type: 'button', class: 'round', 'aria-label': `Take away ${name}`, click: () => change(without) }, icon('close')));
}

function thumbnail(id) {
  const lacking = () => element('span', { class: 'no-photo', role: 'img', 'aria-label': `Product ${id}` }, icon('picture'));
  return element('img', { src: photoAddress(`/v1/products/${encodeURIComponent(id)}/image`, 96), alt: `Product ${id}`, error: event => event.target.replaceWith(lacking()) });
}

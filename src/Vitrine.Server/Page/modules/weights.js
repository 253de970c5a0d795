// How much the picture and how much the words count, where a search has both.
import { byId, element, fill } from './elements.js';
import { change } from './state.js';
import { percent } from './wording.js';

// What a model counts that has not learned to weigh.
const half = 0.5;

/** Shows the weights that the server used; several where there are several pictures: their mean. */
export function show(weights, now) {
  const box = byId('weights');
  box.hidden = !(now.text && (now.hasPhoto || now.like.length));
  if (box.hidden) return fill(box);
  const image = weights?.length ? weights.reduce((sum, weight) => sum + weight.image, 0) / weights.length : now.weight ?? half;
  const [picture, words] = [element('output', {}), element('output', {})];
  const slider = element('input', {
    type: 'range',
    min: 0,
    max: 100,
    step: 5,
    'aria-label': 'How much the picture counts beside the words',
    input: () => label(slider.value / 100),
    change: () => change({ weight: slider.value / 100 }, { isSmall: true }),
  });
  slider.value = Math.round(100 * image);
  label(image);
  return fill(box, picture, slider, words, element('button', {
    type: 'button',
    class: 'quiet',
    'aria-pressed': now.weight == null,
    title: 'As much as the model finds right for these words',
    click: () => change({ weight: null }, { isSmall: true }),
  }, 'Automatic'));

  function label(share) {
    picture.textContent = `Picture ${percent(share)}`;
    words.textContent = `Words ${percent(1 - share)}`;
    slider.setAttribute('aria-valuetext', `Picture ${percent(share)}, words ${percent(1 - share)}`);
  }
}

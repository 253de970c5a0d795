// Light, dark, or as the system has it. Runs before the first paint.
import { fill } from './elements.js';
import { icon } from './icons.js';

const themes = {
  system: { icon: 'system', label: 'Colours as the system has them' },
  light: { icon: 'sun', label: 'Light colours' },
  dark: { icon: 'moon', label: 'Dark colours' },
};
const key = 'vitrine-theme';

apply(chosen());

/** The button that goes round the three. */
export function connect(button) {
  show(button);
  button.addEventListener('click', () => {
    const names = Object.keys(themes);
    const next = names[(names.indexOf(chosen()) + 1) % names.length];
    localStorage.setItem(key, next);
    apply(next);
    show(button);
  });
}

function chosen() {
  const name = localStorage.getItem(key);
  return Object.hasOwn(themes, name ?? '') ? name : 'system';
}

function apply(name) {
  document.documentElement.dataset.theme = name;
}

function show(button) {
  const theme = themes[chosen()];
  fill(button, icon(theme.icon));
  button.setAttribute('aria-label', `${theme.label}. Change`);
  button.title = theme.label;
}

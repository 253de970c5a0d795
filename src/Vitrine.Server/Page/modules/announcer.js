// Says to a screen reader what others see.
import { byId } from './elements.js';

export function announce(text) {
  byId('live').textContent = text;
}

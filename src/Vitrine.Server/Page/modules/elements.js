// Makes elements. All that comes from data becomes text or an attribute, never markup.

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * element('a', { class: 'x', href: '/' , click: handler }, 'text', other, null): functions become listeners, true an empty attribute; false, null and undefined are left out (but aria-… may be false).
 */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for drawings. */
export function drawing(name, attributes = {}, ...children) {
  return filled(document.createElementNS(svgSpace, name), attributes, children);
}

/** Puts children in the place of all that an element has. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter(child => child != null && child !== false));
  return parent;
}

export const byId = id => document.getElementById(id);

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (key.startsWith('aria-') && value != null) made.setAttribute(key, value); // where "false" says something
    else if (value !== false && value != null) made.setAttribute(key, value === true ? '' : value);
  }
  return fill(made, ...children);
}

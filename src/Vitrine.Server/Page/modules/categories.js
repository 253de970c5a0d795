// The category tree, a level at a time, with how many of the products found are in each branch.
import { byId, element, fill } from './elements.js';
import { addressOf } from './state.js';
import { count } from './wording.js';

const mostBranches = 30;

/** tree: of GET /v1/tree; found: the facet of paths of the answer, or undefined: then the tree's own counts are shown. */
export function show(tree, found, path) {
  const place = path.reduce((node, name) => node?.children?.find(child => child.name === name), tree);
  const branches = (place?.children ?? [])
    .map(({ name, count: all }) => ({ name, products: found ? countBelow(found, [...path, name]) : all }))
    .filter(branch => branch.products > 0)
    .sort((one, other) => other.products - one.products || one.name.localeCompare(other.name));
  fill(byId('categories'),
    (branches.length > 0 || path.length > 0) && element('h2', {}, 'Categories'),
    path.length > 0 && element('ul', { class: 'crumbs' }, crumb('All', [], false), path.map((name, level) => crumb(name, path.slice(0, level + 1), level === path.length - 1))),
    branches.length > 0 && element('ul', { class: 'branches' }, branches.slice(0, mostBranches).map(branch =>
      element('li', {}, element('a', { href: addressOf({ category: [...path, branch.name] }) },
        element('span', {}, branch.name), element('span', { class: 'number' }, count(branch.products)))))));
}

function crumb(name, path, isHere) {
  return element('li', {}, isHere ? element('span', { 'aria-current': 'true' }, name) : element('a', { href: addressOf({ category: path }) }, name));
}

// A server may count every branch, or only those at the ends of the tree.
function countBelow(found, path) {
  const below = found.values.filter(({ value }) => path.every((name, level) => value[level] === name));
  return below.find(({ value }) => value.length === path.length)?.count ?? below.reduce((sum, { count: products }) => sum + products, 0);
}

// How names and numbers are written.

const whole = new Intl.NumberFormat('en');
const money = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export const count = number => whole.format(number);
export const number = value => plain.format(value);
export const percent = share => `${Math.round(100 * share)} %`;

/** A price; which currency the shop knows, the page does not. */
export const price = value => money.format(value);

/** "1 product", "1,200 products". */
export const products = number => `${count(number)} ${number === 1 ? 'product' : 'products'}`;

/** How many were found; where the server looked no further than these, there may be more. */
export const foundProducts = ({ total, isTotalExact }) => (isTotalExact === false ? `${count(total)}+ products` : products(total));

/** The name of a field for people: "base_colour" and "baseColour" are "Base colour". */
export function fieldName(name) {
  const words = name.replace(/[_.-]+/g, ' ').replace(/(\p{Ll})(\p{Lu})/gu, (_, end, start) => `${end} ${start.toLowerCase()}`).trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What stands for the price among a product's numbers: undefined where it has none. */
export const priceOf = numbers => Object.entries(numbers ?? {}).find(([name]) => isPrice(name))?.[1];

export const isPrice = name => /^(sale|unit|list)?[ _-]?(price|preis|prix|precio|prezzo)$/i.test(name);

/** A condition of a field in words: "Price from 10 to 50", "Colour: red". */
export function range(name, { from, to }) {
  const start = from == null ? '' : ` from ${number(from)}`;
  return `${fieldName(name)}${start}${to == null ? '' : `${start ? ' to' : ' up to'} ${number(to)}`}`;
}

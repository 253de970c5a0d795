// The server's answers. A refusal is a Problem with what was found and what to do (RFC 9457).

export class Problem extends Error {
  constructor({ title, detail, hint, status }) {
    super(detail ?? title ?? 'The server gave no reason.');
    this.hint = hint ?? '';
    this.status = status ?? 0;
  }
}

const json = { Accept: 'application/json' };

/** Products for a query in the form of POST /v1/search. */
export const search = (query, signal) => ask('/v1/search', { method: 'POST', body: JSON.stringify(query), headers: { ...json, 'Content-Type': 'application/json' }, signal });

export const suggest = (text, signal) => ask(`/v1/suggest?${new URLSearchParams({ text, count: 8 })}`, { headers: json, signal });
export const product = (id, signal) => ask(`/v1/products/${encodeURIComponent(id)}`, { headers: json, signal });
export const tree = () => ask('/v1/tree', { headers: json });
export const fields = () => ask('/v1/fields', { headers: json });
export const shop = () => ask('/v1/shop', { headers: json });

/** The address of a product's photo, not wider than it is shown. */
export function photoAddress(address, width) {
  return `${address}${address.includes('?') ? '&' : '?'}width=${width}`;
}

async function ask(address, request) {
  let response;
  try {
    response = await fetch(address, request);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem({ detail: 'The server does not answer.', hint: 'See whether it still runs, then try again.' });
  }
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  const body = isJson ? await response.json() : null;
  if (!response.ok) throw new Problem({ status: response.status, title: `The server answered ${response.status}.`, ...body });
  return body;
}

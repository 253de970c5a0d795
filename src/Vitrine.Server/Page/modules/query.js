// A state of the page as a query of POST /v1/search.

/** Products asked for at a time. */
export const pageSize = 24;

/** The server gives no more at once, and none behind the last. */
export const mostAtOnce = 200;
export const lastOffset = 10_000;

export function of(now, photo, offset, count) {
  return {
    ...(now.text.trim() && { text: now.text }),
    ...(now.not && { not: now.not }),
    ...(now.asTyped && { asTyped: true }),
    ...(photo && { image: photo }),
    ...(now.like.length && { like: now.like }),
    ...(now.weight != null && { imageWeight: now.weight }),
    ...(now.category.length && { category: now.category }),
    ...(Object.keys(now.filters).length && { filters: now.filters }),
    ...(offset === 0 && { facets: ['*'] }),
    ...(now.sort && { sort: now.sort }),
    ...(now.explain && { explain: true }),
    offset,
    count,
  };
}

/** Equal for states that find the same: whether a product is open beside it changes nothing. */
export const keyOf = (now, photo) => JSON.stringify([of(now, null, 0, 0), now.hasPhoto, photo?.length, photo?.slice(-64)]);

/** Rows a page unless told otherwise: a page costs about as much as a single row (F39). */
export const usualPageSize = 2_000

/** Pages smaller than this are not worth asking for: the site is too slow for other reasons. */
const smallestPage = 25

/** How many times in a row a page is asked for smaller before its failure counts. */
const mostShrinks = 2

export interface PageSize {
  readonly rows: number
  readonly wanted: number
  readonly shrinks: number
}

export function startingSize(wanted = usualPageSize): PageSize {
  const rows = Math.max(1, Math.floor(wanted))
  return { rows, wanted: rows, shrinks: 0 }
}

/**
 * A quarter after a page that did not come in time, and from then on never more than half of what was too much. Null when
 * smaller ones have been tried enough.
 */
export function smallerSize(size: PageSize): PageSize | null {
  if (size.shrinks >= mostShrinks || size.rows <= smallestPage) return null
  const rows = Math.max(smallestPage, Math.ceil(size.rows / 4))
  return { rows, wanted: Math.max(rows, Math.floor(size.rows / 2)), shrinks: size.shrinks + 1 }
}

/** After a page that came: twice as many rows, up to what is wanted, so that one bad moment does not slow a whole run. */
export function sizeAfterSuccess(size: PageSize): PageSize {
  if (size.rows === size.wanted && size.shrinks === 0) return size
  return { ...size, rows: Math.min(size.wanted, size.rows * 2), shrinks: 0 }
}

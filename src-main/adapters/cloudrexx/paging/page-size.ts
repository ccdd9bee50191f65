/** Rows a page to begin with: a page costs about as much as a single row (F39). */
export const usualPageSize = 2_000

/** Pages smaller than this are not worth asking for: the site is too slow for other reasons. */
const smallestPage = 25

/** How many times in a row a page is asked for smaller before its failure counts. */
const mostShrinks = 2

/** An answer within this time is no burden: the next page may be larger. One that takes longer than that makes pages smaller. */
const wellWithinMs = 2_000
const tooSlowMs = 10_000

/** Pages stop growing where the next one would be larger than twice this, whatever the number of rows. */
const largeBytes = 2_000_000

export interface PageSize {
  readonly rows: number
  readonly wanted: number
  readonly shrinks: number
  /** No size was asked for, and nothing has spoken against larger pages yet. */
  readonly mayGrow: boolean
}

/** How a page came. */
export interface PageCost {
  readonly milliseconds: number
  readonly bytes: number
}

export function startingSize(wanted?: number): PageSize {
  const rows = Math.max(1, Math.floor(wanted ?? usualPageSize))
  return { rows, wanted: rows, shrinks: 0, mayGrow: wanted === undefined }
}

/**
 * A quarter after a page that did not come in time, and from then on never more than half of what was too much. Null when
 * smaller ones have been tried enough.
 */
export function smallerSize(size: PageSize): PageSize | null {
  if (size.shrinks >= mostShrinks || size.rows <= smallestPage) return null
  const rows = Math.max(smallestPage, Math.ceil(size.rows / 4))
  const wanted = Math.max(rows, Math.floor(size.rows / 2))
  return { rows, wanted, shrinks: size.shrinks + 1, mayGrow: false }
}

/**
 * After a page that came: twice as many rows, up to what is wanted, so that one bad moment does not slow a whole run; beyond that, up to
 * `most`, while pages come easily: one of 8,000 rows costs little more than one of 2,000. Half of it where it took too long.
 */
export function sizeAfterSuccess(size: PageSize, cost: PageCost, most: number): PageSize {
  if (cost.milliseconds > tooSlowMs && size.rows > smallestPage) {
    const rows = Math.max(smallestPage, Math.ceil(size.rows / 2))
    return { rows, wanted: rows, shrinks: 0, mayGrow: false }
  }
  const easily = cost.milliseconds <= wellWithinMs && cost.bytes <= largeBytes
  const grows = size.mayGrow && easily && size.rows >= size.wanted
  const wanted = grows ? Math.max(size.wanted, Math.min(most, size.wanted * 2)) : size.wanted
  return { ...size, wanted, rows: Math.min(wanted, size.rows * 2), shrinks: 0 }
}

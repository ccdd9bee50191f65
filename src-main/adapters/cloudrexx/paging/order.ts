import { BadAnswer } from '../errors/bad-answer.ts'
import type { Listed } from './listing.ts'

/**
 * A page in the order of the id field at `level`, with the proof that the site minded what it was asked: a page with rows
 * that were not asked for would lead to rows read twice, or to a list without end.
 */
export function checkOrder<T>(rows: readonly Listed<T>[], level: number, after: string | null): Listed<T>[] {
  const floor = after === null ? -Infinity : Number(after)
  let previous = -Infinity
  let ascending = true
  for (const { id } of rows) {
    const value = numberOf(id[level])
    if (value <= floor) throw new BadAnswer('rows that were not asked for; it does not mind filters')
    if (value < previous) ascending = false
    previous = value
  }
  // Objects keyed by composite ids keep the site's order; this is for sites whose keys do not.
  if (ascending) return rows as Listed<T>[]
  return [...rows].sort((one, other) => numberOf(one.id[level]) - numberOf(other.id[level]))
}

/** A page in groups of one value of an id field. */
export interface Groups<T> {
  /** Rows of all groups but the last. */
  readonly complete: Listed<T>[]
  /** The value of the last group, whose rows may go on in the next page. */
  readonly open: string
}

export function groupsOf<T>(sorted: readonly Listed<T>[], level: number): Groups<T> {
  const open = sorted.at(-1)?.id[level] ?? ''
  const limit = numberOf(open)
  return { complete: sorted.filter(({ id }) => numberOf(id[level]) < limit), open }
}

function numberOf(text: string | undefined): number {
  const value = text === undefined || text === '' ? NaN : Number(text)
  if (Number.isNaN(value)) throw new BadAnswer('an id that is no number')
  return value
}

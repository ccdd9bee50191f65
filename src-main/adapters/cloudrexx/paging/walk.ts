import { BadAnswer } from '../errors/bad-answer.ts'
import type { Groups } from './order.ts'
import type { ListField, Listed, Listing, PageAsk } from './listing.ts'
import { checkOrder, groupsOf } from './order.ts'

/** More rows than this under one text id are not read in a single answer. */
const mostAtOnce = 65_536

/**
 * All rows of a list, page by page, none twice and none left out, also while others write.
 *
 * By the id, never by offset: rows that come and go would shift an offset. Of several orders only the last counts (F9), so
 * a composite id is walked field by field: pages are ordered by the first field, the last group of a page, which may go on
 * in the next one, is left to it, and a group that fills a page by itself is walked by its next field.
 *
 * With `after`, which only single ids may have, what comes behind that id. The end is an empty page, never a short one. Whoever gets a page
 * may empty it.
 */
export async function* walk<T>(
  listing: Listing<T>,
  equal: PageAsk['equal'] = [],
  level = 0,
  after: string | null = null
): AsyncGenerator<Listed<T>[]> {
  const field = listing.identifier[level]
  if (field === undefined) throw new BadAnswer('a list without an id')
  if (!field.numeric) yield* atOnce(listing, equal, field)
  else if (level === listing.identifier.length - 1) yield* byKey(listing, equal, field, level, after)
  else yield* byGroup(listing, equal, field, level)
}

async function* byKey<T>(
  listing: Listing<T>,
  equal: PageAsk['equal'],
  field: ListField,
  level: number,
  start: string | null
): AsyncGenerator<Listed<T>[]> {
  let after = start
  for (;;) {
    const { rows }: { rows: readonly Listed<T>[] } = await listing.fetch({
      equal,
      orderBy: field.name,
      after,
      offset: 0
    })
    const sorted: Listed<T>[] = checkOrder(rows, equal.length, after)
    const last: Listed<T> | undefined = sorted.at(-1)
    if (last === undefined) return
    if (!listing.lastMayBeCut()) {
      yield sorted
      after = last.id[level] ?? null
    } else if (sorted.length > 1) {
      yield sorted.slice(0, -1)
      after = sorted.at(-2)?.id[level] ?? null
    } else {
      const whole = await listing.whole(last.id)
      if (whole !== null) yield [whole]
      after = last.id[level] ?? null
    }
  }
}

async function* byGroup<T>(
  listing: Listing<T>,
  equal: PageAsk['equal'],
  field: ListField,
  level: number
): AsyncGenerator<Listed<T>[]> {
  let after: string | null = null
  for (;;) {
    const ask: PageAsk = { equal, orderBy: field.name, after, offset: 0 }
    const page = await listing.fetch(ask)
    const sorted: Listed<T>[] = checkOrder(page.rows, equal.length, after)
    if (sorted.length === 0) return
    if (sorted.length < page.limit && (await nothingBehind(listing, ask, sorted.length))) {
      yield sorted
      return
    }
    const { complete, open }: Groups<T> = groupsOf(sorted, level)
    const last = complete.at(-1)
    if (last !== undefined) {
      yield complete
      after = last.id[level] ?? null
    } else {
      yield* walk(listing, [...equal, [field.name, open]], level + 1)
      after = open
    }
  }
}

/** A list whose order only the site knows: in one answer, which is asked for larger until it holds everything. */
async function* atOnce<T>(
  listing: Listing<T>,
  equal: PageAsk['equal'],
  field: ListField
): AsyncGenerator<Listed<T>[]> {
  const ask: PageAsk = { equal, orderBy: field.name, after: null, offset: 0 }
  for (let minimum = 0; minimum <= mostAtOnce;) {
    const { rows, limit } = await listing.fetch(ask, minimum)
    if (rows.length === 0) return
    if (rows.length < limit && (await nothingBehind(listing, ask, rows.length))) {
      yield [...rows]
      return
    }
    minimum = limit * 2
  }
  throw new BadAnswer('a list that is too long to be read at once')
}

/** A short page may have been cut: it is the last one only if the site says that nothing follows. */
async function nothingBehind<T>(listing: Listing<T>, ask: PageAsk, count: number): Promise<boolean> {
  const { rows } = await listing.fetch({ ...ask, offset: count })
  return rows.length === 0
}

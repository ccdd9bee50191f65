import { performance } from 'node:perf_hooks'
import { isAppError } from '../../../core/shared/app-error.ts'
import type { Keyed } from '../wire/answer.ts'
import type { FormPairs } from '../wire/form.ts'
import type { ListField, Listed, Listing, PageAsk } from './listing.ts'
import { sizeAfterSuccess, smallerSize, startingSize } from './page-size.ts'

export interface ListingSource<T> {
  readonly identifier: readonly ListField[]
  readonly pageSize?: number | undefined
  /** Conditions on top of those that paging adds. */
  readonly filter: FormPairs
  /** Rows that pages may grow to, at this moment. */
  mostRows(): number
  /** One request of the list; `bytes`: of its answer. */
  request(query: FormPairs, limit: number): Promise<{ readonly records: Keyed[]; readonly bytes: number }>
  decode(records: readonly Keyed[]): Listed<T>[]
  lastMayBeCut(): boolean
  whole(id: readonly string[]): Promise<Listed<T> | null>
}

/** A list on a site: asks for smaller pages where a large one does not come in time, and for larger ones while they come easily. */
export function createListing<T>(source: ListingSource<T>): Listing<T> {
  let size = startingSize(source.pageSize)
  return {
    identifier: source.identifier,
    lastMayBeCut: () => source.lastMayBeCut(),
    whole: id => source.whole(id),
    async fetch(ask, minimum = 0) {
      for (;;) {
        const limit = Math.max(size.rows, minimum)
        try {
          const asked = performance.now()
          const { records, bytes } = await source.request([...source.filter, ...pagePairs(ask, limit)], limit)
          const cost = { milliseconds: performance.now() - asked, bytes }
          size = sizeAfterSuccess(size, cost, source.mostRows())
          return { rows: source.decode(records), limit }
        } catch (thrown) {
          const smaller = isAppError(thrown, 'site-timeout') && minimum === 0 ? smallerSize(size) : null
          if (smaller === null) throw thrown
          size = smaller
        }
      }
    }
  }
}

/** Order, keyset and limit of one page (F9, F11). */
export function pagePairs(ask: PageAsk, limit: number): FormPairs {
  return [
    ...ask.equal.map(([field, value]) => [`filter[${field}]`, value] as const),
    ...(ask.after === null ? [] : [[`filter[${ask.orderBy}][gt]`, ask.after] as const]),
    [`order[${ask.orderBy}]`, 'ASC'],
    ['limit', ask.offset === 0 ? String(limit) : `${limit},${ask.offset}`]
  ]
}

import type { PageOptions } from '../../core/fleet/site-access.ts'
import type { Caller } from './http/caller.ts'
import type { ListField } from './paging/listing.ts'
import { oneAhead } from './paging/prefetch.ts'
import { createListing } from './paging/site-listing.ts'
import { walk } from './paging/walk.ts'
import type { SiteRequest } from './request.ts'
import { v1Request } from './request.ts'
import { understand, understanding } from './understand.ts'
import { listOf, type Keyed } from './wire/answer.ts'
import type { FormPairs } from './wire/form.ts'

/** A list of one endpoint, and how its records are read. */
export interface PageSource<T> {
  readonly endpoint: string
  readonly urgency: SiteRequest['urgency']
  readonly identifier: readonly ListField[]
  readonly filter: FormPairs
  /** Shown each page before anything else is asked about it. */
  look?(records: readonly Keyed[]): void
  idOf(...record: Keyed): readonly string[]
  decode(...record: Keyed): T
  lastMayBeCut?(): boolean
  whole?(id: readonly string[], signal: AbortSignal): Promise<Keyed | null>
}

/**
 * Records of a page that are decoded and handed on together. What becomes of a whole page at once would be in use long enough to be taken
 * for lasting by the garbage collector, page after page.
 */
const portion = 250

/** Where to start: only single ids have a greater one. */
function startOf(source: PageSource<unknown>, { after }: PageOptions): string | null {
  return after === undefined || source.identifier.length > 1 ? null : String(after)
}

/** Streams a list, some rows at a time. */
export async function* readPages<T>(
  caller: Caller,
  source: PageSource<T>,
  options: PageOptions = {}
): AsyncGenerator<T[]> {
  const { endpoint, urgency } = source
  const common = { keyRef: caller.site.keyRef, urgency }
  const given = new AbortController()
  const stop = (): void => given.abort()
  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted === true) stop()
  const listing = createListing<Keyed>({
    identifier: source.identifier,
    pageSize: options.pageSize,
    mostRows: () => caller.share.rows,
    filter: source.filter,
    decode(records) {
      source.look?.(records)
      return records.map(record => ({ id: source.idOf(...record), value: record }))
    },
    lastMayBeCut: () => source.lastMayBeCut?.() ?? false,
    async whole(id) {
      const value = await source.whole?.(id, given.signal)
      return value ? { id, value } : null
    },
    async request(query, rows) {
      const request = v1Request('GET', endpoint, [], { ...common, query, rows })
      const { data, bytes } = await caller.call(request, { signal: given.signal })
      return { records: understand(caller, request, () => listOf(data)), bytes }
    }
  })
  const request = v1Request('GET', endpoint, [], common)
  const pages = understanding(caller, request, walk(listing, [], 0, startOf(source, options)))
  caller.share.enter()
  try {
    const ahead = options.ahead === false ? pages : oneAhead(pages, stop)
    for await (const page of ahead)
      while (page.length > 0) {
        const taken = page.splice(0, portion)
        yield understand(caller, request, () => taken.map(({ value }) => source.decode(...value)))
      }
  } finally {
    caller.share.leave()
    options.signal?.removeEventListener('abort', stop)
  }
}

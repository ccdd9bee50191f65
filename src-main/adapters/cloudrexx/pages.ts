import type { PageOptions } from '../../core/fleet/site-access.ts'
import type { Caller } from './http/caller.ts'
import type { ListField, Listed } from './paging/listing.ts'
import { oneAhead } from './paging/prefetch.ts'
import { createListing } from './paging/site-listing.ts'
import { walk } from './paging/walk.ts'
import type { SiteRequest } from './request.ts'
import { v1Request } from './request.ts'
import { understand, understanding } from './understand.ts'
import { listOf } from './wire/answer.ts'
import type { FormPairs } from './wire/form.ts'

type Keyed = readonly [key: string, record: Record<string, unknown>]

/** A list of one endpoint, and how its records are read. */
export interface PageSource<T> {
  readonly endpoint: string
  readonly urgency: SiteRequest['urgency']
  readonly identifier: readonly ListField[]
  readonly filter: FormPairs
  decode(records: readonly Keyed[]): Listed<T>[]
  lastMayBeCut?(): boolean
  whole?(id: readonly string[], signal: AbortSignal): Promise<Listed<T> | null>
}

/** Where to start: only single ids have a greater one. */
function startOf(source: PageSource<unknown>, { after }: PageOptions): string | null {
  return after === undefined || source.identifier.length > 1 ? null : String(after)
}

/** Streams a list in pages of rows. */
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
  const listing = createListing<T>({
    identifier: source.identifier,
    pageSize: options.pageSize,
    mostRows: () => caller.share.rows,
    filter: source.filter,
    decode: records => source.decode(records),
    lastMayBeCut: () => source.lastMayBeCut?.() ?? false,
    whole: async id => (await source.whole?.(id, given.signal)) ?? null,
    async request(query, rows) {
      const request = v1Request('GET', endpoint, [], { ...common, query, rows })
      const { data, bytes } = await caller.call(request, { signal: given.signal })
      return { records: understand(caller, request, () => listOf(data)), bytes }
    }
  })
  const pages = understanding(
    caller,
    v1Request('GET', endpoint, [], common),
    walk(listing, [], 0, startOf(source, options))
  )
  caller.share.enter()
  try {
    const ahead = options.ahead === false ? pages : oneAhead(pages, stop)
    for await (const page of ahead) yield page.map(({ value }) => value)
  } finally {
    caller.share.leave()
    options.signal?.removeEventListener('abort', stop)
  }
}

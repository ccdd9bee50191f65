import { managementEndpoint } from '../../core/fleet/management.ts'
import type { ReadOptions } from '../../core/fleet/site-access.ts'
import type { Caller } from './http/caller.ts'
import { v1Request } from './request.ts'

/** The site's own clock, by the head of the cheapest answer there is (F7). Null where a server in between leaves it out. */
export async function readTime(caller: Caller, options: ReadOptions = {}): Promise<number | null> {
  const request = v1Request('OPTIONS', managementEndpoint('host'), [], {
    keyRef: caller.site.keyRef,
    urgency: 'person'
  })
  const { date } = await caller.call(request, { signal: options.signal })
  const time = date === null ? NaN : Date.parse(date)
  return Number.isNaN(time) ? null : time
}

import { refusePlainHttp, siteAddress } from '../../core/fleet/address.ts'
import type { KeyReader } from '../../core/fleet/keys.ts'
import type { Meter, SiteAccess } from '../../core/fleet/site-access.ts'
import type { Site } from '../../core/fleet/site.ts'
import type { ActivityLog } from '../../core/shared/activity.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Clock, Ids, Log } from '../../core/shared/ports.ts'
import { createEntityTurns } from './entity-turns.ts'
import type { Caller, RequestEvent } from './http/caller.ts'
import { createCaller } from './http/caller.ts'
import type { Lane } from './http/lane.ts'
import { createLane } from './http/lane.ts'
import { PageShare } from './paging/page-share.ts'
import { createReader } from './reader.ts'
import { createWriter } from './writer.ts'

export interface SiteAccessDeps {
  readonly keys: KeyReader
  readonly activity: ActivityLog
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Requests at once per site. Default 4; fewer while a site is slow or busy. */
  readonly concurrency?: number
  /** Time for one call, repetitions included, from its turn in the site's queue on. Default 8,000; pages get 4 ms more a row. */
  readonly budgetMs?: number
  /** The largest answer that is taken. Default 256 MB. */
  readonly maxBytes?: number
  /** Called after each request that was sent, repetitions included. No key is in the event. */
  readonly onRequest?: (event: RequestEvent) => void
}

/** A SiteAccess with connections to give up at the end. */
export interface DisposableSiteAccess extends SiteAccess {
  /** From now on at most so many requests at once to each site. */
  allow(concurrency: number): void
  /** Cancels what is waiting or under way, and closes the connections. */
  close(): void
}

/** The way to sites over HTTP. Everything that one site is asked goes through one queue, whoever asks. */
export function createSiteAccess(deps: SiteAccessDeps): DisposableSiteAccess {
  const lanes = new Map<string, Lane>()
  const turns = createEntityTurns()
  const callerDeps = {
    keys: deps.keys,
    clock: deps.clock,
    budgetMs: deps.budgetMs ?? 8_000,
    maxBytes: deps.maxBytes ?? 256 * 1024 * 1024,
    share: new PageShare(),
    onRequest: deps.onRequest
  }
  let closed = false
  let concurrency = deps.concurrency ?? 4

  function callerFor(site: Site, meter?: Meter): Caller {
    if (closed) throw new AppError('cancelled', 'Rexxfleet is closing.')
    const address = siteAddress(site.baseUrl)
    refusePlainHttp(address, site.allowHttp)
    let lane = lanes.get(address)
    if (lane === undefined) lanes.set(address, (lane = createLane(concurrency, deps.clock)))
    return createCaller(callerDeps, site, lane, meter)
  }

  return {
    reader: (site, meter) => createReader(callerFor(site, meter)),
    writer: (site, actor, meter) => createWriter(deps, callerFor(site, meter), actor, turns),
    allow(most) {
      concurrency = most
      for (const lane of lanes.values()) lane.allow(most)
    },
    close() {
      closed = true
      for (const lane of lanes.values()) lane.close()
      lanes.clear()
    }
  }
}

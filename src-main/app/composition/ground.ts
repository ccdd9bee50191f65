import { createAddressProber } from '../../adapters/cloudrexx/probe/address-prober.ts'
import { createSiteAccess } from '../../adapters/cloudrexx/site-access.ts'
import { openLog } from '../../adapters/log/open-log.ts'
import type { Store } from '../../adapters/sqlite/open-store.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { KeyStore } from '../../core/fleet/keys.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { leaseMs } from '../../core/lease/lease.ts'
import { Leases } from '../../core/lease/leases.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { DemoFleet } from '../demo/demo-fleet.ts'
import { EventBus } from '../event-bus.ts'
import { shortHash, systemClock, timeSortedIds } from '../identity.ts'
import { leaseHolder } from '../lease/lease-holder.ts'
import { knownAdded } from '../models/known-added.ts'
import { Limits } from '../limits/limits.ts'
import { RequestCounter } from '../metrics/counted-requests.ts'
import type { ProgramOptions } from '../program.ts'
import { workflowView } from '../workflows/workflow-view.ts'
import { version } from './version.ts'

/** What every service stands on: the store's repositories, the ways to sites and keys, clock, log and events. */
export type Ground = ReturnType<typeof layGround>

/** Opens what nothing else has to be there for. Whoever needs several of its parts is given the whole. */
export function layGround(store: Store, keys: KeyStore, options: ProgramOptions) {
  const { dataDirectory, startedBy, clipboard } = options
  const clock = options.clock ?? systemClock
  const ids = timeSortedIds()
  const log = openLog(dataDirectory, 'info')
  const bus = new EventBus(fault => log.error('a listener failed', { fault }))
  const requests = new RequestCounter()
  const onRequest = requests.count.bind(requests)
  const limits = new Limits(store.settings, ({ requestsPerSite }) => access.allow(requestsPerSite))
  const access = createSiteAccess({
    keys,
    activity: store.activity,
    clock,
    ids,
    log,
    onRequest,
    concurrency: limits.now.requestsPerSite
  })
  const holder = leaseHolder(store.settings, dataDirectory)
  return {
    ...store,
    added: knownAdded(store.added),
    store,
    keys,
    clock,
    ids,
    log,
    bus,
    requests,
    limits,
    access,
    dataDirectory,
    startedBy,
    notes: store.settings,
    hash: shortHash,
    version: version(),
    prober: createAddressProber(),
    fleet: options.demoFleet ?? new DemoFleet(dataDirectory),
    leases: new Leases({ holder, clock, whole: options.leaseMs ?? leaseMs }),
    /** Ends what is being asked when the program closes. */
    closing: new AbortController(),
    ...(clipboard ? { clipboard } : {}),

    /** Fails with 'unknown-site'. */
    site(id: SiteId): Site {
      const found = store.sites.get(id)
      if (!found) throw new AppError('unknown-site', `There is no site ${id}.`, { site: id })
      return found
    },
    /** Fails with 'unknown-link'. */
    link(id: LinkId): Link {
      const found = store.links.get(id)
      if (!found) throw new AppError('unknown-link', `There is no link ${id}.`, { link: id })
      return found
    },
    workflowView: (workflowId: string): WorkflowView =>
      workflowView(store.workflows.get(workflowId)!, store.workflows.steps(workflowId), store.sites),
    siteChanged: (siteId: SiteId): void => bus.emit('site.changed', { siteId }),
    linkChanged: (linkId: LinkId): void => bus.emit('link.changed', { linkId })
  }
}

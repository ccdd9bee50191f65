import type { Handlers } from '../../contract/calls.ts'
import type { ProposalView } from '../../contract/doctor-shapes.ts'
import { discover, discoveryKinds, type Proposal } from '../../core/discovery/discover.ts'
import { collect } from '../../core/doctor/reading/collect.ts'
import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { findModel } from '../../core/models/catalogue.ts'
import { whyNotReplicable } from '../../core/models/replicable.ts'
import { asAppError } from '../../core/shared/app-error.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import { errorView } from '../dispatch.ts'
import { inParallel } from '../sites/in-parallel.ts'

export interface DiscoveryHandlerDeps {
  readonly access: SiteAccess
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly signal: AbortSignal
}

const sitesAtOnce = 4

/** Looks for replication that exists already. Writes nothing, on no site and not here: taking a proposal up is `links.plan`. */
export function createDiscoveryHandlers(deps: DiscoveryHandlerDeps): Pick<Handlers, 'links.discover'> {
  return {
    async 'links.discover'() {
      const enrolled = deps.sites.list().filter(({ state }) => state === 'enrolled')
      const readings = await inParallel(enrolled, sitesAtOnce, async site => {
        try {
          const { snapshot, gaps } = await collect(deps.access.reader(site), discoveryKinds, {
            signal: deps.signal
          })
          return { site, snapshot, error: gaps[0]?.error ?? null }
        } catch (thrown) {
          return { site, snapshot: null, error: asAppError(thrown) }
        }
      })
      const snapshots = readings.flatMap(({ snapshot }) => snapshot ?? [])
      const { proposals, pairs, strangers } = discover(snapshots, deps.links.list())
      return {
        proposals: proposals.map(viewOf),
        pairs: pairs.map(({ models, ...pair }) => ({ ...pair, models: [...models] })),
        strangers: [...strangers],
        unread: readings.flatMap(({ site, error }) =>
          error ? [{ siteId: site.id, error: errorView(error) }] : []
        )
      }
    }
  }
}

function viewOf({ models, evidence, notes, ...proposal }: Proposal): ProposalView {
  return {
    ...proposal,
    evidence: [...evidence],
    notes: [...notes],
    models: models.map(({ model: name, ids, ...rest }) => {
      const model = findModel(name)
      return {
        ...rest,
        name,
        shortName: model?.shortName ?? name,
        ids: ids && [...ids],
        notReplicable: model ? whyNotReplicable(model) : 'unknown-model'
      }
    })
  }
}

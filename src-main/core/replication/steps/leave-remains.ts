import type { SiteId } from '../../fleet/site.ts'
import type { LinkId } from '../../topology/link.ts'
import type { WorkflowRecord } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import type { DeregisterParams } from '../deregister-link.ts'
import { linksOf } from '../pair.ts'
import type { ReplicationDeps } from './deps.ts'

const open = ['awaiting-site', 'planned', 'applying', 'waiting', 'failed'] as const

/** A link that is off on one side, and waits for the other. */
export interface Remains {
  readonly workflowId: string
  readonly linkId: LinkId
  /** The site that was away. */
  readonly awayId: SiteId
  readonly otherId: SiteId
}

interface RemainsParams extends DeregisterParams {
  readonly awayId: SiteId
}

/** What is left of a link on a site that does not answer: planned when it is back, and applied only when somebody agrees then. */
export const remainsWorkflow = new WorkflowType<RemainsParams>('deregister-rest')

/** All that waits for a site to come back. */
export function allRemains({ workflows }: Pick<ReplicationDeps, 'workflows'>): Remains[] {
  return workflows.list({ states: open }).flatMap(record => {
    const params = remainsWorkflow.paramsOf(record)
    if (!params) return []
    const { link, awayId } = params
    const otherId = link.primaryId === awayId ? link.replicaId : link.primaryId
    return [{ workflowId: record.id, linkId: link.id, awayId, otherId }]
  })
}

/** The workflow for what is left of a link, or of its twin. */
export function remainsOf(
  { workflows }: Pick<ReplicationDeps, 'workflows'>,
  linkId: string
): WorkflowRecord | null {
  const concerns = (record: WorkflowRecord): boolean => {
    const params = remainsWorkflow.paramsOf(record)
    return params !== null && linksOf(params).some(({ id }) => id === linkId)
  }
  return workflows.list({ states: open }).find(concerns) ?? null
}

/**
 * The link is not forgotten: its key, what was agreed, and what was made for it are needed on the site that is away, should it come back.
 * What is to be done there waits as a workflow of its own. Writes in Rexxfleet only.
 */
export function leaveRemains(deps: ReplicationDeps, wish: DeregisterParams, away: SiteId): Step {
  const { link } = wish
  return {
    id: `link/remains/${link.id}`,
    kind: 'leave-remains',
    siteId: null,
    async look() {
      const name = deps.sites.get(away)?.name ?? away
      const effects = [{ act: 'keep', what: 'link', name, why: 'site-away' }] as const
      return { done: remainsOf(deps, link.id) !== null, effects, result: null }
    },
    async act() {
      const params: RemainsParams = { ...wish, gone: null, archiveId: deps.ids.next(), awayId: away }
      deps.workflows.insert(
        {
          id: deps.ids.next(),
          ...remainsWorkflow.of(params),
          linkId: link.id,
          siteIds: [link.primaryId, link.replicaId],
          state: 'awaiting-site',
          startedBy: 'rexxfleet',
          createdAt: deps.clock.now(),
          endedAt: null,
          failure: null
        },
        []
      )
    },
    inverse: () => dropRemains(deps, wish, away)
  }
}

/** The site is no longer waited for: the link goes on as it was. */
function dropRemains(deps: ReplicationDeps, wish: DeregisterParams, away: SiteId): Step {
  return {
    id: `link/remains/${wish.link.id}`,
    kind: 'drop-remains',
    siteId: null,
    look: async () => ({ done: remainsOf(deps, wish.link.id) === null, effects: [], result: null }),
    async act() {
      const left = remainsOf(deps, wish.link.id)
      if (left) deps.workflows.update(left.id, { state: 'discarded', endedAt: deps.clock.now() })
    },
    inverse: () => leaveRemains(deps, wish, away)
  }
}

import type { SiteId } from '../../fleet/site.ts'
import type { LinkId } from '../../topology/link.ts'
import type { Json, WorkflowRecord } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { DeregisterParams } from '../deregister-link.ts'
import type { ReplicationDeps } from './deps.ts'

/** What is left of a link on a site that does not answer: planned when it is back, and applied only when somebody agrees then. */
export const remainsKind = 'deregister-rest'

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

/** All that waits for a site to come back. */
export function allRemains({ workflows }: Pick<ReplicationDeps, 'workflows'>): Remains[] {
  return workflows
    .list({ states: open })
    .filter(({ kind }) => kind === remainsKind)
    .map(({ id, params }) => {
      const { link, awayId } = params as unknown as RemainsParams
      const otherId = link.primaryId === awayId ? link.replicaId : link.primaryId
      return { workflowId: id, linkId: link.id, awayId, otherId }
    })
}

/** The workflow for what is left of a link, or of its twin. */
export function remainsOf(
  { workflows }: Pick<ReplicationDeps, 'workflows'>,
  linkId: string
): WorkflowRecord | null {
  const concerns = ({ params }: WorkflowRecord): boolean => {
    const { link, twin } = params as unknown as DeregisterParams
    return link.id === linkId || twin?.id === linkId
  }
  return workflows.list({ states: open }).find(one => one.kind === remainsKind && concerns(one)) ?? null
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
          kind: remainsKind,
          params: params as unknown as Json,
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

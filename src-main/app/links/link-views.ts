import type { LinkView } from '../../contract/link-shapes.ts'
import { findModel } from '../../core/models/catalogue.ts'
import { carriesEvents, publishedLinks } from '../../core/replication/publishing/published-links.ts'
import type { ReplicationDeps } from '../../core/replication/steps/deps.ts'
import type { SetUpParams } from '../../core/replication/set-up-link.ts'
import type { RunRepository } from '../../core/sync/records.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import type { WorkflowRecord, WorkflowRepository } from '../../core/workflow/records.ts'
import type { NotedQueue } from '../queue/queue-looks.ts'
import { linkStatus, type NotedDrift } from './link-status.ts'

export interface LinkViewDeps extends Pick<ReplicationDeps, 'notes' | 'provenance'> {
  readonly links: LinkRepository
  readonly runs: RunRepository
  readonly workflows: WorkflowRepository
  readonly notedDrift: (linkId: LinkId) => NotedDrift | null
  readonly notedQueue: (linkId: LinkId) => NotedQueue | null
}

const unfinished = ['awaiting-site', 'planned', 'applying', 'waiting', 'failed'] as const

/** Links as the doors show them: those that exist, and those that are only planned. */
export class LinkViews {
  readonly #deps: LinkViewDeps

  constructor(deps: LinkViewDeps) {
    this.#deps = deps
  }

  list(): LinkView[] {
    const links = this.#deps.links.list()
    const known = new Set(links.map(link => link.id))
    return [...links.map(link => this.#existing(link)), ...this.#staged().filter(view => !known.has(view.id))]
  }

  find(linkId: LinkId): LinkView | null {
    return this.list().find(view => view.id === linkId) ?? null
  }

  /** Plans of links that are not there yet, by pair of sites. */
  stagedPlans(): WorkflowRecord[] {
    return this.#deps.workflows
      .list({ states: ['planned'], limit: 1000 })
      .filter(one => one.kind === 'set-up-link')
  }

  #existing(link: Link): LinkView {
    const { runs, workflows, notedDrift, notedQueue } = this.#deps
    const lastRun = runs.list({ linkId: link.id, limit: 1 })[0] ?? null
    const workflow = workflows.list({ linkId: link.id, states: unfinished, limit: 1 })[0] ?? null
    return {
      ...plainView(link),
      ...(carriesEvents(link) ? { published: publishedLinks(this.#deps, [link]).length > 0 } : {}),
      state: link.state,
      ...linkStatus(link, lastRun, workflow, { drift: notedDrift(link.id), queue: notedQueue(link.id) }),
      lastRunId: lastRun?.id ?? null,
      lastRunAt: lastRun?.startedAt ?? null,
      workflowId: workflow?.id ?? null
    }
  }

  #staged(): LinkView[] {
    return this.stagedPlans().map(plan => {
      const { link } = plan.params as unknown as SetUpParams
      return {
        ...plainView(link),
        state: 'staged',
        status: 'staged',
        drift: null,
        queue: null,
        lastRunId: null,
        lastRunAt: null,
        workflowId: plan.id
      }
    })
  }
}

function plainView(
  link: Link
): Omit<LinkView, 'state' | 'status' | 'drift' | 'queue' | 'lastRunId' | 'lastRunAt' | 'workflowId'> {
  return {
    id: link.id,
    primaryId: link.primaryId,
    replicaId: link.replicaId,
    twinId: link.twinId,
    models: link.models.map(({ model, primaryEndpoint, replicaEndpoint, ids, because }) => ({
      name: model,
      shortName: findModel(model)?.shortName ?? model,
      primaryEndpoint,
      replicaEndpoint,
      ids: ids && [...ids],
      ...(because ? { because: findModel(because.of)?.shortName ?? because.of } : {})
    })),
    delivery: link.delivery,
    languages: { ...link.languages },
    createdAt: link.createdAt
  }
}

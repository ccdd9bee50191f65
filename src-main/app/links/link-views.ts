import type { LinkView } from '../../contract/link-shapes.ts'
import { findModel } from '../../core/models/catalogue.ts'
import { carriesEvents, publishedLinks } from '../../core/replication/publishing/published-links.ts'
import type { ReplicationDeps } from '../../core/replication/steps/deps.ts'
import { setUpWorkflow, type SetUpParams } from '../../core/replication/set-up-link.ts'
import type { RunRecord, RunRepository } from '../../core/sync/records.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import type { WorkflowRecord, WorkflowRepository } from '../../core/workflow/records.ts'
import type { NotedQueue, QueueLooks } from '../queue/queue-looks.ts'
import { linkStatus, type NotedDrift } from './link-status.ts'
import type { DriftNotes } from './noted-drift.ts'

export interface LinkViewDeps extends Pick<ReplicationDeps, 'notes' | 'provenance'> {
  readonly links: LinkRepository
  readonly runs: RunRepository
  readonly workflows: WorkflowRepository
  readonly drift: Pick<DriftNotes, 'noted' | 'all'>
  readonly queues: Pick<QueueLooks, 'noted' | 'all'>
}

/** What a link is shown with. */
interface Around {
  readonly lastRun: RunRecord | null
  readonly workflow: WorkflowRecord | null
  readonly drift: NotedDrift | null
  readonly queue: NotedQueue | null
}

const unfinished = ['awaiting-site', 'planned', 'applying', 'waiting', 'failed'] as const

/** Links as the doors show them: those that exist, and those that are only planned. */
export class LinkViews {
  readonly #deps: LinkViewDeps

  constructor(deps: LinkViewDeps) {
    this.#deps = deps
  }

  /** All of them, with as many queries for a thousand links as for one. */
  list(): LinkView[] {
    const { links, runs, workflows, drift, queues } = this.#deps
    const existing = links.list()
    const [lastRuns, drifts, waiting] = [runs.latest(), drift.all(), queues.all()]
    const open = new Map<LinkId, WorkflowRecord>()
    for (const workflow of workflows.list({ states: unfinished }))
      if (workflow.linkId !== null && !open.has(workflow.linkId)) open.set(workflow.linkId, workflow)
    const known = new Set(existing.map(link => link.id))
    return [
      ...existing.map(link =>
        this.#existing(link, {
          lastRun: lastRuns.get(link.id) ?? null,
          workflow: open.get(link.id) ?? null,
          drift: drifts.get(link.id) ?? null,
          queue: waiting.get(link.id) ?? null
        })
      ),
      ...this.#staged().filter(view => !known.has(view.id))
    ]
  }

  find(linkId: LinkId): LinkView | null {
    const { links, runs, workflows, drift, queues } = this.#deps
    const link = links.get(linkId)
    if (!link) return this.#staged().find(view => view.id === linkId) ?? null
    return this.#existing(link, {
      lastRun: runs.list({ linkId, limit: 1 })[0] ?? null,
      workflow: workflows.list({ linkId, states: unfinished, limit: 1 })[0] ?? null,
      drift: drift.noted(linkId),
      queue: queues.noted(linkId)
    })
  }

  /** Plans of links that are not there yet, by pair of sites. */
  stagedPlans(): { readonly planId: string; readonly params: SetUpParams }[] {
    return this.#deps.workflows.list({ states: ['planned'], limit: 1000 }).flatMap(record => {
      const params = setUpWorkflow.paramsOf(record)
      return params ? [{ planId: record.id, params }] : []
    })
  }

  #existing(link: Link, { lastRun, workflow, drift, queue }: Around): LinkView {
    return {
      ...plainView(link),
      ...(carriesEvents(link) ? { published: publishedLinks(this.#deps, [link]).length > 0 } : {}),
      state: link.state,
      ...linkStatus(link, lastRun, workflow, { drift, queue }),
      lastRunId: lastRun?.id ?? null,
      lastRunAt: lastRun?.startedAt ?? null,
      workflowId: workflow?.id ?? null
    }
  }

  #staged(): LinkView[] {
    return this.stagedPlans().map(({ planId, params: { link, publish = [] } }) => {
      return {
        ...plainView(link),
        ...(carriesEvents(link) ? { published: publish.includes(link.id) } : {}),
        state: 'staged',
        status: 'staged',
        drift: null,
        queue: null,
        lastRunId: null,
        lastRunAt: null,
        workflowId: planId
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

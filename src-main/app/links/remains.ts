import type { KeyKeeper } from '../../core/fleet/keys.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import { linksOf } from '../../core/replication/pair.ts'
import { remainsWorkflow } from '../../core/replication/steps/leave-remains.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'
import type { WorkflowRecord, WorkflowRepository } from '../../core/workflow/records.ts'

export interface RemainsDeps {
  readonly workflows: WorkflowRepository
  readonly machine: WorkflowMachine
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly keys: Pick<KeyKeeper, 'remove'>
  readonly linkChanged: (linkId: string) => void
}

/** What is left of links on sites that were away: it waits for them, is planned when they are back, and applied only by a person's word. */
export class Remains {
  readonly #deps: RemainsDeps
  readonly #planning = new Map<string, Promise<unknown>>()

  constructor(deps: RemainsDeps) {
    this.#deps = deps
  }

  isRemains({ kind, state }: WorkflowRecord): boolean {
    return kind === remainsWorkflow.kind && (state === 'awaiting-site' || state === 'planned')
  }

  /** A site was looked at: what waits for it is planned, if it answers now. One that cannot be planned yet goes on waiting. */
  consider(siteId: SiteId): void {
    const state = this.#deps.sites.healthHistory(siteId, 1)[0]?.state
    if (state !== 'ok' && state !== 'slow') return
    for (const { id, kind, siteIds } of this.#deps.workflows.list({ states: ['awaiting-site'] })) {
      if (kind !== remainsWorkflow.kind || !siteIds.includes(siteId) || this.#planning.has(id)) continue
      const work = this.#deps.machine
        .replan(id)
        .catch(() => undefined)
        .finally(() => this.#planning.delete(id))
      this.#planning.set(id, work)
    }
  }

  /** A plan waits again; what waits is given up, and Rexxfleet forgets the link with all that it would have needed there. */
  async letGo(record: WorkflowRecord): Promise<WorkflowRecord> {
    const { workflows, machine, keys, links, linkChanged } = this.#deps
    if (record.state === 'planned') workflows.replan(record.id, [])
    else {
      for (const { id, keyRef } of linksOf(remainsWorkflow.paramsOf(record)!)) {
        await keys.remove(keyRef)
        links.remove(id)
        linkChanged(id)
      }
      return machine.discard(record.id)
    }
    linkChanged(record.linkId!)
    return machine.record(record.id)
  }

  async idle(): Promise<void> {
    await Promise.all(this.#planning.values())
  }
}

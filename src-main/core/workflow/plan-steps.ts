import type { SiteAccess } from '../fleet/site-access.ts'
import type { Site, SiteId } from '../fleet/site.ts'
import { cachedReader } from './cached-reader.ts'
import type { StepRecord } from './records.ts'
import type { Readers, Step } from './step.ts'

/** Looks at every step, one after the other, with readers that have no means to write: the plan. */
export async function planSteps(
  workflowId: string,
  steps: readonly Step[],
  readers: Readers
): Promise<StepRecord[]> {
  const planned: StepRecord[] = []
  for (const [position, step] of steps.entries()) {
    const look = await step.look(readers)
    planned.push({
      workflowId,
      position,
      stepId: step.id,
      kind: step.kind,
      siteId: step.siteId,
      state: look.done ? 'already' : 'planned',
      effects: look.effects,
      result: look.done ? look.result : null,
      sql: look.done ? null : (look.sql ?? null),
      failure: null,
      startedAt: null,
      endedAt: null
    })
  }
  return planned
}

/** For planning: each list is read once, since nothing is written meanwhile. */
export function planReaders(access: SiteAccess, site: (id: SiteId) => Site): Readers {
  const readers = new Map<SiteId, ReturnType<typeof cachedReader>>()
  return {
    reader(siteId) {
      const known = readers.get(siteId) ?? cachedReader(access.reader(site(siteId)))
      readers.set(siteId, known)
      return known
    }
  }
}

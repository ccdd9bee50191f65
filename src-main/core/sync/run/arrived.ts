import type { RunPatch, RunRepository } from '../records.ts'

/** What a run has brought over so far, as its record remembers it when the items themselves are forgotten. */
export function arrivedIn(runs: RunRepository, runId: string): Required<Pick<RunPatch, 'sent' | 'arrived'>> {
  const count = (action: 'create' | 'update' | 'delete'): number =>
    runs.countItems(runId, { actions: [action], states: ['done'] })
  const arrived = { create: count('create'), update: count('update'), delete: count('delete') }
  return { sent: arrived.create + arrived.update + arrived.delete, arrived }
}

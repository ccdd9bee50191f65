/** What the program remembers of its runs has to add up. */
import { expect } from 'vitest'
import type { Program } from '../../../src-main/contract/door.ts'
import type { ItemView, RunView } from '../../../src-main/contract/run-shapes.ts'

export async function itemsOf(program: Program, runId: string): Promise<ItemView[]> {
  const items: ItemView[] = []
  for (;;) {
    const page = await program.call('runs.items', { runId, limit: 1_000, offset: items.length })
    items.push(...page.items)
    if (page.items.length === 0) expect(items, `items of run ${runId}`).toHaveLength(page.total)
    if (items.length >= page.total) return items
  }
}

/** Entities of which the program says that they are not as they should be, by model and foreign id. */
export async function reportedOf(program: Program, runs: readonly RunView[]): Promise<Set<string>> {
  const reported = new Set<string>()
  for (const [at, run] of runs.entries()) {
    for (const item of await itemsOf(program, run.id)) {
      const isLast =
        at === 0 && (item.state !== 'done' || item.action === 'conflict' || item.action === 'blocked')
      if (isLast || item.why === 'stored-differently') reported.add(`${item.model} ${item.foreignId}`)
    }
  }
  return reported
}

/** No run is at work, none leaves anything in the dark, and the counts are those of its items. */
export async function expectJournalInOrder(program: Program, runs: readonly RunView[]): Promise<void> {
  expect(runs, 'runs whose journal is looked at').not.toHaveLength(0)
  for (const run of runs) {
    const items = await itemsOf(program, run.id)
    const count = (fits: (item: ItemView) => boolean): number => items.filter(fits).length
    expect(run.endedAt, `run ${run.state}`).not.toBeNull()
    expect(['planning', 'pushing']).not.toContain(run.state)
    expect(run.sent, 'sent').toBe(count(({ state }) => state === 'done'))
    expect(items.map(({ position }) => position)).toEqual(items.map((_, at) => at))
    if (run.state !== 'done' && run.state !== 'partly') continue
    const left = items.filter(
      ({ state, action }) =>
        ['sending', 'unknown'].includes(state) ||
        (state === 'open' && !['conflict', 'blocked'].includes(action))
    )
    expect(left, `left open by a run that is ${run.state}`).toEqual([])
    const { create, update, delete: removed, conflict, blocked, failed } = run.counts
    expect({ create, update, removed, blocked, failed }).toEqual({
      create: count(({ action }) => action === 'create'),
      update: count(({ action }) => action === 'update'),
      removed: count(({ action }) => action === 'delete'),
      blocked: count(({ action }) => action === 'blocked'),
      failed: count(({ state }) => state === 'failed')
    })
    expect(conflict).toBe(count(({ action, why }) => action === 'conflict' && why !== 'replica-wins'))
    expect(run.state === 'done').toBe(failed + conflict + blocked === 0)
    for (const { failure, state } of items) if (state === 'failed') expect(failure?.message).toBeTruthy()
  }
}

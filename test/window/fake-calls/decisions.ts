import type { ExclusionView, PolicyView } from '@contract/decision-shapes.ts'
import type { FakeHandlers, FakeWorld } from '../fake-world.ts'

const usual: PolicyView = { conflicts: 'ask', removedThere: 'recreate', dated: [] }

/** Conflicts, what is decided for good, and what is left out. */
export function decisionCalls(world: FakeWorld): FakeHandlers {
  const policies = new Map<string, PolicyView>()
  let exclusions: ExclusionView[] = []

  return {
    'conflicts.list': ({ linkId }) =>
      world.items
        .filter(one => one.action === 'conflict' && (!linkId || linkId === 'thun-koeniz'))
        .map(item => ({ runId: 'run-partly', linkId: 'thun-koeniz', item })),
    'conflicts.resolve': ({ runId, positions }) => {
      const former = world.run(runId)
      world.items = world.items.map(one =>
        one.action === 'conflict' && (!positions || positions.includes(one.position))
          ? { ...one, state: 'done' }
          : one
      )
      const counts = { ...former.counts, conflict: 0 }
      return world.putRun({ ...former, revision: former.revision + 1, counts })
    },
    'links.policy': ({ linkId }) => policies.get(linkId) ?? usual,
    'links.setPolicy': ({ linkId, ...change }) => {
      const next = { ...usual, ...policies.get(linkId), ...change } as PolicyView
      policies.set(linkId, next)
      return next
    },
    'exclusions.list': ({ linkId }) => exclusions.filter(one => !linkId || one.linkId === linkId),
    'exclusions.add': ({ linkId, model, foreignId, note }) => {
      const shortName = model.split('\\').at(-1) ?? model
      const made = { linkId, model, shortName, foreignId, note: note ?? '', at: Date.now() }
      exclusions = [...exclusions, made]
      return made
    },
    'exclusions.remove': ({ foreignId }) => {
      const removed = exclusions.some(one => one.foreignId === foreignId)
      exclusions = exclusions.filter(one => one.foreignId !== foreignId)
      return { removed }
    }
  }
}

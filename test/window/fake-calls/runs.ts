import type { RunView } from '@contract/run-shapes.ts'
import { run } from '../fake-fleet.ts'
import { fakeRunModels, itemPage } from '../fake-items.ts'
import { pause, type FakeHandlers, type FakeWorld } from '../fake-world.ts'

/** Runs, which send what they have to send a few at a time. */
export function runCalls(world: FakeWorld): FakeHandlers {
  const settle = (runId: string, change: Partial<RunView>): RunView =>
    world.putRun({ ...world.run(runId), ...change })

  return {
    'runs.start': ({ linkIds }) =>
      linkIds.map(linkId => {
        const started = world.putRun(
          run(world.next('run'), linkId, 'pushing', {
            sent: 0,
            toSend: 170,
            endedAt: null,
            durationMs: 0,
            startedAt: Date.now(),
            counts: { create: 90, update: 80, delete: 0, unchanged: 318, conflict: 0, blocked: 0, failed: 0 }
          })
        )
        void push(world, started)
        return started
      }),
    'runs.confirm': ({ runId }) => settle(runId, { state: 'pushing', reason: null }),
    'runs.list': ({ linkId }) => world.runs.filter(one => !linkId || one.linkId === linkId),
    'runs.show': ({ runId }) => world.run(runId),
    'runs.items': wish => itemPage(world.items, wish),
    'runs.models': ({ runId }) => (runId === 'run-live' ? fakeRunModels() : []),
    'runs.export': ({ runId, format }) => ({
      path: `/home/agentur/.local/share/rexxfleet/exports/${runId}.${format}`,
      items: world.items.length
    }),
    'runs.retry': ({ runId }) => settle(runId, { state: 'pushing' }),
    'runs.resume': ({ runId }) => settle(runId, { state: 'pushing' }),
    'runs.pause': ({ runId }) => settle(runId, { state: 'paused', endedAt: Date.now() }),
    'runs.cancel': ({ runId }) => settle(runId, { state: 'cancelled', endedAt: Date.now() }),
    'drift.check': ({ linkIds }) =>
      linkIds.map(linkId => ({
        linkId,
        counts: { create: 4, update: 9, delete: 1, unchanged: 304, conflict: 0, blocked: 0, failed: 0 },
        drifted: true,
        requests: 2,
        durationMs: 840,
        error: null
      }))
  }
}

async function push(world: FakeWorld, start: RunView): Promise<void> {
  let current = start
  while (current.sent < current.toSend) {
    await pause(world.pace)
    current = world.putRun({
      ...current,
      sent: Math.min(current.toSend, current.sent + 17),
      durationMs: current.durationMs + world.pace
    })
  }
  world.putRun({ ...current, state: 'done', endedAt: Date.now() })
  world.links = world.links.map(link =>
    link.id === current.linkId
      ? { ...link, status: 'in-step', drift: 0, lastRunId: current.id, lastRunAt: Date.now() }
      : link
  )
  world.linkChanged(current.linkId)
}

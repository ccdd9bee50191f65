import { AppError } from '../../core/shared/app-error.ts'
import { siteClocks } from '../../core/sync/run/clock-change.ts'
import { deliveryNotes } from '../../core/sync/run/delivery-notes.ts'
import { RunEngine } from '../../core/sync/run/engine.ts'
import type { LinkId } from '../../core/topology/link.ts'
import { runView } from '../runs/run-view.ts'
import type { Ground } from './ground.ts'

/** The engine, which tells the log and the events of each run. `quietMs`: as in the program's options. */
export function createRunEngine(ground: Ground, quietMs: number | undefined): RunEngine {
  const { runs, log, bus, clock } = ground
  return new RunEngine({
    ...ground,
    deliveryNotes: deliveryNotes(ground.notes),
    siteClocks: siteClocks(ground.notes),
    changed(runId) {
      const run = runs.get(runId)!
      if (run.endedAt !== null) {
        const { linkId: link, state, counts } = run
        log.info('a run ended', { run: runId, link, state, ...counts, why: run.reason?.code })
      }
      bus.emit('run.changed', { run: runView(run, runs, clock.now()) })
      ground.linkChanged(run.linkId)
    },
    ...(quietMs === undefined ? {} : { quietMs })
  })
}

/** Fails with 'link-busy' while a run of the link is at work. */
export function refusalWhileRunning(engine: RunEngine): (linkId: LinkId) => void {
  return linkId => {
    if (!engine.isBusy(linkId)) return
    throw new AppError('link-busy', 'A run of this link is at work. Wait for it, or cancel it.', {
      link: linkId
    })
  }
}

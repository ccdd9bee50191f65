import type { RunsAtWork } from '../../core/replication/steps/deps.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import { darkTime } from '../../core/sync/run/quiet-times.ts'
import type { LinkId } from '../../core/topology/link.ts'
import type { Ground } from './ground.ts'

/** Runs, as workflows see them that take links apart. `quietMs`: as in the program's options. */
export function runsAtWork(
  { runs, clock, closing }: Pick<Ground, 'runs' | 'clock' | 'closing'>,
  engine: RunEngine,
  quietMs: number | undefined
): RunsAtWork {
  const dark = (linkId: LinkId): number => darkTime(runs, linkId, clock.now(), quietMs)
  return {
    isBusy: linkId => engine.isBusy(linkId) || dark(linkId) > 0,
    async cancel(linkId) {
      await engine.cancelOf(linkId)
      const rest = dark(linkId)
      if (rest > 0) await clock.sleep(rest, closing.signal)
    }
  }
}

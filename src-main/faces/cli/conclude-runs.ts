import type { RunView } from '../../contract/run-shapes.ts'
import { combineExitCodes, exitCodes } from './exit-codes.ts'
import type { Fleet } from './naming.ts'
import { Failure, failureOf, type Outcome } from './outcome.ts'
import { runData, runExitCode, runLines } from './run-text.ts'

const tellingCodes: readonly number[] = [exitCodes.done, exitCodes.partly]

/** What came of runs, as one outcome. Where nothing at all was done, it is a failure that carries the runs. */
export function concludeRuns(runs: readonly RunView[], fleet: Fleet): Outcome {
  const exitCode = combineExitCodes(runs.map(runExitCode))
  const data = { runs: runs.map(run => runData(run, fleet)) }
  const lines = runLines(runs, fleet)
  if (tellingCodes.includes(exitCode)) return { data, lines, exitCode }
  const reason = runs.find(run => runExitCode(run) === exitCode && run.reason)?.reason
  if (reason) throw failureOf(reason, { details: data, lines, exitCode })
  const waits = exitCode === exitCodes.needsConfirmation
  throw new Failure(
    waits ? 'needs-confirmation' : 'run-stopped',
    waits ? 'A run needs a confirmation.' : 'A run ended early.',
    {
      details: data,
      lines,
      exitCode
    }
  )
}

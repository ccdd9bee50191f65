import type { RunView } from '../../contract/run-shapes.ts'
import { linkNameById, type Fleet } from './naming.ts'
import { Progress } from './progress.ts'
import type { Session } from './session.ts'
import { waitFor } from './wait-for.ts'

const busyStates: readonly RunView['state'][] = ['planning', 'pushing']

/** Begins runs and waits until each of them ended, or waits for a decision. What happens before the beginning returns is asked for. */
export async function followRuns(
  session: Session,
  fleet: Fleet,
  begin: () => Promise<RunView[]>
): Promise<RunView[]> {
  const begun = await begin()
  const progress = new Progress(session.paper)
  const tell = (run: RunView): void => {
    if (run.state === 'pushing') progress.tell(run.id, linkNameById(fleet, run.linkId), run.sent, run.toSend)
  }
  return Promise.all(begun.map(run => followRun(session, run, tell)))
}

function followRun(session: Session, begun: RunView, tell: (run: RunView) => void): Promise<RunView> {
  return waitFor<RunView>({
    listen: hear =>
      session.program.listen(message => {
        if (message.name === 'run.changed' && message.data.run.id === begun.id) hear(message.data.run)
      }),
    begin: () => session.call('runs.show', { runId: begun.id }),
    ask: () => session.call('runs.show', { runId: begun.id }),
    isOver: run => !busyStates.includes(run.state),
    onChange: tell,
    world: session.world
  })
}

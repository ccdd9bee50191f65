import type { RunView } from '../../contract/run-shapes.ts'
import { linkNameById, type Fleet } from './naming.ts'
import type { Session } from './session.ts'
import { waitFor } from './wait-for.ts'

const busyStates: readonly RunView['state'][] = ['planning', 'pushing']

/** Tells how far a run is, at most each two seconds. */
function progressTeller(session: Session, fleet: Fleet): (run: RunView) => void {
  let told = Date.now()
  return run => {
    if (run.state !== 'pushing' || Date.now() - told < 2000) return
    told = Date.now()
    session.paper.say(`${linkNameById(fleet, run.linkId)}: ${run.sent} of ${run.toSend} sent`)
  }
}

/** Begins runs and waits until each of them ended, or waits for a decision. What happens before the beginning returns is asked for. */
export async function followRuns(
  session: Session,
  fleet: Fleet,
  begin: () => Promise<RunView[]>
): Promise<RunView[]> {
  const begun = await begin()
  return Promise.all(begun.map(run => followRun(session, fleet, run)))
}

function followRun(session: Session, fleet: Fleet, begun: RunView): Promise<RunView> {
  return waitFor<RunView>({
    listen: hear =>
      session.program.listen(message => {
        if (message.name === 'run.changed' && message.data.run.id === begun.id) hear(message.data.run)
      }),
    begin: () => session.call('runs.show', { runId: begun.id }),
    ask: () => session.call('runs.show', { runId: begun.id }),
    isOver: run => !busyStates.includes(run.state),
    onChange: progressTeller(session, fleet),
    world: session.world
  })
}

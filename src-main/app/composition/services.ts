import { settleNotes } from '../../core/topology-file/settle-notes.ts'
import { LinkViews } from '../links/link-views.ts'
import { driftNotes } from '../links/noted-drift.ts'
import { Remains } from '../links/remains.ts'
import type { ProgramOptions } from '../program.ts'
import { createMail } from '../mail/create-mail.ts'
import { QueueLooks } from '../queue/queue-looks.ts'
import { Housekeeping } from '../report/housekeeping.ts'
import { createScheduler } from '../schedule/create-scheduler.ts'
import type { Ground } from './ground.ts'
import { createRunEngine, refusalWhileRunning } from './run-engine.ts'
import { createWorkflowMachine } from './workflow-machine.ts'

/** What works by itself, or for several calls. */
export type Services = ReturnType<typeof createServices>

/** Nothing of it is at work yet, but what hears of changes does so from now on. */
export function createServices(ground: Ground, options: ProgramOptions) {
  const { notes, clock, bus } = ground
  const engine = createRunEngine(ground, options.quietMs)
  engine.markInterrupted()
  const refuseBusy = refusalWhileRunning(engine)
  const machine = createWorkflowMachine(ground, engine, refuseBusy, options.quietMs)
  const remains = new Remains({ ...ground, machine })
  bus.listen(({ name, data }) => {
    if (name === 'workflow.changed' && data.workflow.state === 'applied') settleNotes(ground)
    if (name === 'site.changed') remains.consider(data.siteId)
  })
  const drift = driftNotes(notes, clock)
  const mail = createMail(ground)
  const queues = new QueueLooks(ground)
  const scheduleChanged = (scheduleId: string): void => bus.emit('schedule.changed', { scheduleId })
  return {
    engine,
    machine,
    refuseBusy,
    remains,
    drift,
    mail,
    queues,
    scheduleChanged,
    views: new LinkViews({ ...ground, drift, queues }),
    housekeeping: new Housekeeping(ground),
    scheduling: createScheduler({
      ...ground,
      engine,
      byMail: mail.tell,
      changed: scheduleChanged,
      failed: failure => bus.emit('schedule.failed', failure)
    })
  }
}

/** What the main process tells without being asked. Each event says what changed; whoever needs the rest asks for it. */
import { z } from 'zod'
import { workflowView } from './link-shapes.ts'
import { runView } from './run-shapes.ts'
import { scheduleFailure } from './schedule-shapes.ts'
import { id } from './shapes.ts'

export const events = {
  /** A site was added, changed, checked or removed. */
  'site.changed': z.object({ siteId: id }),
  'link.changed': z.object({ linkId: id }),
  /** A topology file was written, taken in, or taken off the list of recent ones. */
  'topology.recentChanged': z.object({}),
  /** A schedule was added, changed or removed, or began its runs. */
  'schedule.changed': z.object({ scheduleId: id }),
  /** A scheduled run did not end well, or waits for a person. */
  'schedule.failed': scheduleFailure,
  /** A step began or ended, or the workflow as a whole. */
  'workflow.changed': z.object({ workflow: workflowView }),
  /** Sent at most some ten times a second for one run. */
  'run.changed': z.object({ run: runView })
} as const

export type Events = typeof events
export type EventName = keyof Events
export type EventData<N extends EventName> = z.output<Events[N]>

/** One event as it travels. */
export type EventMessage = { [N in EventName]: { name: N; data: EventData<N> } }[EventName]

export type EventListener = (message: EventMessage) => void

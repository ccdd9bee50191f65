import type { EventMessage } from '../../contract/events.ts'

/** Something that a person who looks elsewhere wants to know. `view` is where it can be seen. */
export interface Notice {
  readonly kind:
    'runWaits' | 'runStopped' | 'runPartly' | 'workflowFailed' | 'workflowWaits' | 'scheduleFailed'
  readonly view: string
}

const ofRun: Readonly<Record<string, Notice['kind']>> = {
  waiting: 'runWaits',
  stopped: 'runStopped',
  partly: 'runPartly'
}

const ofWorkflow: Readonly<Record<string, Notice['kind']>> = {
  waiting: 'workflowWaits',
  failed: 'workflowFailed'
}

/** Tells of each trouble once. What went well needs no word; what is said names no site and no content. */
export class Notices {
  readonly #told = new Set<string>()

  of(message: EventMessage): Notice | null {
    if (message.name === 'run.changed') {
      const { id, state } = message.data.run
      const kind = ofRun[state]
      return kind && this.#first(`${id} ${state}`) ? { kind, view: `/runs/${id}` } : null
    }
    if (message.name === 'workflow.changed') {
      const { id, state } = message.data.workflow
      const kind = ofWorkflow[state]
      return kind && this.#first(`${id} ${state}`) ? { kind, view: '/topology' } : null
    }
    // With a run of its own the trouble is told by that run.
    if (message.name === 'schedule.failed' && message.data.runId === null)
      return { kind: 'scheduleFailed', view: '/runs' }
    return null
  }

  #first(what: string): boolean {
    if (this.#told.has(what)) return false
    // A program that stays open for months forgets what nobody will hear of again.
    if (this.#told.size > 1000) this.#told.clear()
    this.#told.add(what)
    return true
  }
}

import type { EventMessage } from '../../contract/events.ts'

const busy: readonly string[] = ['planning', 'pushing']

/** Which runs are at work, learned from the events alone. */
export class RunningRuns {
  readonly #ids = new Set<string>()

  /** Whether the number has changed. */
  hear(message: EventMessage): boolean {
    if (message.name !== 'run.changed') return false
    const { id, state } = message.data.run
    const before = this.#ids.size
    if (busy.includes(state)) this.#ids.add(id)
    else this.#ids.delete(id)
    return this.#ids.size !== before
  }

  get count(): number {
    return this.#ids.size
  }
}

import type { EventMessage } from '../../contract/events.ts'

/** As much of a WebSocket as an outbox needs. */
export interface Pipe {
  readonly bufferedAmount: number
  send(text: string, done: () => void): void
}

/** What an event is about: of two waiting events about the same thing the newer one says it all. */
function subject(message: EventMessage): string {
  switch (message.name) {
    case 'site.changed':
      return `${message.name} ${message.data.siteId}`
    case 'link.changed':
      return `${message.name} ${message.data.linkId}`
    case 'workflow.changed':
      return `${message.name} ${message.data.workflow.id}`
    case 'run.changed':
      return `${message.name} ${message.data.run.id}`
    case 'schedule.changed':
      return `${message.name} ${message.data.scheduleId}`
    case 'topology.recentChanged':
      return message.name
    case 'schedule.failed':
      return `${message.name} ${message.data.scheduleId} ${message.data.linkId}`
  }
}

/** Sends events as fast as the other side reads them. What waits is kept once per subject, so a stuck reader costs no memory. */
export class EventOutbox {
  readonly #pipe: Pipe
  readonly #limit: number
  readonly #waiting = new Map<string, EventMessage>()

  constructor(pipe: Pipe, limit = 256 * 1024) {
    this.#pipe = pipe
    this.#limit = limit
  }

  push(message: EventMessage): void {
    this.#waiting.set(subject(message), message)
    this.#drain()
  }

  #drain(): void {
    for (const [key, message] of this.#waiting) {
      if (this.#pipe.bufferedAmount >= this.#limit) return
      this.#waiting.delete(key)
      this.#pipe.send(JSON.stringify(message), () => this.#drain())
    }
  }
}

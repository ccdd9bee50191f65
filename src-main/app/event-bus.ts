import type { EventData, EventListener, EventMessage, EventName } from '../contract/events.ts'

/** Tells every open door what changed. A listener that throws hurts nobody else. */
export class EventBus {
  readonly #listeners = new Set<EventListener>()
  readonly #onFault: (fault: unknown) => void

  constructor(onFault: (fault: unknown) => void) {
    this.#onFault = onFault
  }

  listen(listener: EventListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  emit<N extends EventName>(name: N, data: EventData<N>): void {
    const message = { name, data } as EventMessage
    for (const listener of this.#listeners) {
      try {
        listener(message)
      } catch (fault) {
        this.#onFault(fault)
      }
    }
  }
}

import type { ItemPatch, RunRepository } from '../records.ts'

/** Results are written together: one disk flush for many answers. What is not written yet counts as unknown after a crash. */
const batchSize = 64

/**
 * An intent that is older than this when its request leaves is written anew, in milliseconds. Whoever goes on after a crash counts the quiet
 * time from the intent, and a site that asks to wait may make minutes of it (F44).
 */
const freshMs = 5_000

/** Keeps the items of one run durable: intent before sending, result after the answer. */
export class Journal {
  readonly #runs: RunRepository
  readonly #runId: string
  #results: { position: number; patch: ItemPatch }[] = []
  /** When what is announced and has no result yet was announced last. */
  readonly #intended = new Map<number, number>()

  constructor(runs: RunRepository, runId: string) {
    this.#runs = runs
    this.#runId = runId
  }

  /** Durable when it returns: only then may the items go out. Results that wait go along: one disk flush for both. */
  intend(
    items: readonly { readonly position: number; readonly tries: number; readonly title: string | null }[],
    now: number
  ): void {
    const intents = items.map(({ position, tries, title }) => ({
      position,
      patch: { state: 'sending', title, tries: tries + 1, failure: null, changedAt: now } as const
    }))
    this.#write([...this.#results, ...intents])
    for (const { position } of items) this.#intended.set(position, now)
  }

  /** Called as the request of an announced item leaves: durable when it returns. */
  leaves(position: number, now: number): void {
    if (now - (this.#intended.get(position) ?? now) < freshMs) return
    this.#write([...this.#results, { position, patch: { changedAt: now } }])
    this.#intended.set(position, now)
  }

  record(position: number, patch: ItemPatch): void {
    this.#results.push({ position, patch })
    this.#intended.delete(position)
    if (this.#results.length >= batchSize) this.flush()
  }

  flush(): void {
    if (this.#results.length > 0) this.#write(this.#results)
  }

  #write(steps: readonly { position: number; patch: ItemPatch }[]): void {
    this.#runs.updateItems(this.#runId, steps)
    this.#results = []
  }
}

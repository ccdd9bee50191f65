import type { ItemPatch, RunRepository } from '../records.ts'

/** Results are written together: one disk flush for many answers. What is not written yet counts as unknown after a crash. */
const batchSize = 64

/** Keeps the items of one run durable: intent before sending, result after the answer. */
export class Journal {
  readonly #runs: RunRepository
  readonly #runId: string
  #results: { position: number; patch: ItemPatch }[] = []

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
  }

  record(position: number, patch: ItemPatch): void {
    this.#results.push({ position, patch })
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

import type { ItemAction, RunCounts } from './records.ts'

export const noCounts: RunCounts = {
  create: 0,
  update: 0,
  delete: 0,
  unchanged: 0,
  conflict: 0,
  blocked: 0,
  failed: 0
}

/** Counts while a run goes on. */
export class Tally {
  #counts: { -readonly [K in keyof RunCounts]: number }

  constructor(start: RunCounts = noCounts) {
    this.#counts = { ...start }
  }

  /** Counts anew: what was counted belongs to a plan that was given up. */
  reset(): void {
    this.#counts = { ...noCounts }
  }

  add(what: ItemAction | 'unchanged' | 'failed', by = 1): void {
    this.#counts[what] += by
  }

  set(what: 'failed', to: number): void {
    this.#counts[what] = to
  }

  /** An item turned out to be something else than was planned. */
  move(from: ItemAction, to: ItemAction): void {
    this.#counts[from] -= 1
    this.#counts[to] += 1
  }

  get counts(): RunCounts {
    return { ...this.#counts }
  }
}

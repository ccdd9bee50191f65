import { asShape, asJson } from './json.ts'
import type { Notes } from './ports.ts'

/**
 * Notes of one shape under one beginning. They are kept as JSON, and get their shape back here. An earlier version of Rexxfleet may have
 * written them: whatever is added to a shape is optional.
 */
export class Shelf<T extends object> {
  readonly #notes: Notes
  readonly #beginning: string

  /** `beginning`: what the names of all of them begin with: `queue/`. */
  constructor(notes: Notes, beginning: string) {
    this.#notes = notes
    this.#beginning = beginning
  }

  get(name: string): T | null {
    return asShape(this.#notes.get(this.#beginning + name))
  }

  /** All of them by name, in one read. */
  all(): ReadonlyMap<string, T> {
    const noted = [...this.#notes.under(this.#beginning)]
    return new Map(noted.map(([name, value]) => [name, asShape<T>(value)]))
  }

  set(name: string, value: T): void {
    this.#notes.set(this.#beginning + name, asJson(value))
  }

  remove(name: string): void {
    this.#notes.remove(this.#beginning + name)
  }
}

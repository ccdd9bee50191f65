import { isDeepStrictEqual } from 'node:util'

/** Counts what held and what did not, and says it. */
export class Checks {
  readonly #say: (line: string) => void
  passed = 0
  failed = 0

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  that(holds: boolean, what: string): void {
    if (holds) this.passed += 1
    else this.failed += 1
    this.#say(`${holds ? 'ok    ' : 'FAILED'} ${what}`)
  }

  equal(found: unknown, expected: unknown, what: string): void {
    this.that(isDeepStrictEqual(found, expected), what)
  }

  broke(thrown: unknown): void {
    this.failed += 1
    this.#say(`FAILED ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  }
}

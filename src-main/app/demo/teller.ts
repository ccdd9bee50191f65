/** Tells a story in chapters, with the time that each took, and remembers whether all of it came true. */
export class Teller {
  readonly #say: (line: string) => void
  #chapters = 0
  #wrong = 0

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  async chapter<T>(title: string, happens: () => Promise<T>): Promise<T> {
    this.#chapters += 1
    this.#say('')
    this.#say(`${this.#chapters}. ${title}`)
    const begin = performance.now()
    const result = await happens()
    this.line(`(${((performance.now() - begin) / 1000).toFixed(2)} s)`)
    return result
  }

  line(text: string): void {
    this.#say(`   ${text}`)
  }

  /** Says what happened; marks it where it is not what should have happened. */
  check(right: boolean, text: string): void {
    if (!right) this.#wrong += 1
    this.line(right ? text : `WRONG: ${text}`)
  }

  end(): boolean {
    this.#say('')
    this.#say(this.#wrong === 0 ? 'Every count was right.' : `${this.#wrong} counts were wrong.`)
    return this.#wrong === 0
  }
}

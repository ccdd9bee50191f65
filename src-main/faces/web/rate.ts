/** Lets so many through at once, and then so many a second. Costs two numbers, whoever knocks. */
export class Rate {
  readonly #burst: number
  readonly #perSecond: number
  readonly #now: () => number
  #left: number
  #at: number

  constructor(burst: number, perSecond: number, now: () => number = () => performance.now()) {
    this.#burst = burst
    this.#perSecond = perSecond
    this.#now = now
    this.#left = burst
    this.#at = now()
  }

  take(): boolean {
    const now = this.#now()
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}

/** All that come without a session share one rate: another program's flood cannot keep the window's own requests out. */
export const strangersRate = (): Rate => new Rate(120, 4)

/** Far more than the window ever asks for. */
export const sessionRate = (): Rate => new Rate(2000, 400)

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 32 bytes, fit for a URL and a cookie. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in constant time, whatever the lengths. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

export type Redeemed = 'accepted' | 'wrong' | 'limited'

const guessesPerMinute = 10

/** The token of the link that the terminal prints: it opens the door once. */
export class LaunchToken {
  readonly text = makeSecret()
  readonly #now: () => number
  #spent = false
  #guesses: number[] = []

  /** `now` in milliseconds, by a clock that nobody can put back: guesses would count for longer, or for no time at all. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** While too many guesses were made, even the right token has to wait: otherwise the limit would limit nothing. */
  redeem(guess: string): Redeemed {
    const minuteAgo = this.#now() - 60_000
    this.#guesses = this.#guesses.filter(at => at > minuteAgo)
    if (this.#guesses.length >= guessesPerMinute) return 'limited'
    if (sameSecret(guess, this.text) && !this.#spent) {
      this.#spent = true
      return 'accepted'
    }
    this.#guesses.push(this.#now())
    return 'wrong'
  }
}

/** Chance that comes out the same for the same seed (mulberry32). */
export interface Random {
  /** From 0 to, but not including, 1. */
  next(): number
  /** From 0 to, but not including, `end`. */
  below(end: number): number
  pick<T>(from: readonly T[]): T
  chance(share: number): boolean
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    below: end => Math.floor(next() * end),
    pick: from => from[Math.floor(next() * from.length)]!,
    chance: share => next() < share
  }
}

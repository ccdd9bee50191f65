import type { Json } from './json.ts'

/** The wall clock, in milliseconds since 1970, and a sleep that ends early when the signal aborts. */
export interface Clock {
  now(): number
  /**
   * Milliseconds since some moment of this process, by a clock that nobody can set. On some systems it stands still while the computer
   * sleeps.
   */
  steady(): number
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** Makes ids that are unique and sort by time of making. */
export interface Ids {
  next(): string
}

/** The program's own log. What goes in is redacted at the sink, yet nobody should log a key in the first place. */
export interface Log {
  debug(message: string, facts?: Record<string, unknown>): void
  info(message: string, facts?: Record<string, unknown>): void
  warn(message: string, facts?: Record<string, unknown>): void
  error(message: string, facts?: Record<string, unknown>): void
}

/** Runs several repository calls as one: all are kept, or none. Must not be given an async function. */
export interface Transactions {
  run<T>(work: () => T): T
}

/** Small things that have to be remembered by name. */
export interface Notes {
  get(name: string): Json
  /** All whose name begins so, by the rest of their name. */
  under(beginning: string): ReadonlyMap<string, Json>
  set(name: string, value: Json): void
  remove(name: string): void
}

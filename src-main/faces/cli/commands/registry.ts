import type { Command } from 'commander'
import type { Outcome } from '../outcome.ts'
import type { Bench, Session } from '../session.ts'

/** What a group of commands is given to register itself. */
export interface Registry {
  /** An action on an open program. What `check` refuses as wrong usage never opens it. */
  act<A extends unknown[]>(
    work: (session: Session, ...given: A) => Promise<Outcome>,
    check?: (...given: A) => void
  ): (...given: [...A, Command]) => Promise<void>
  /** An action that opens what it needs by itself. */
  actAlone<A extends unknown[]>(
    work: (bench: Bench, ...given: A) => Promise<Outcome>
  ): (...given: [...A, Command]) => Promise<void>
}

/** For options that may be given more than once. */
export function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value]
}

import type { CallInput, CallName, CallOutput } from '../../contract/calls.ts'
import type { Program } from '../../contract/door.ts'
import type { Paper } from './paper.ts'
import type { World } from './world.ts'

/** Options that every command takes. */
export interface GlobalOptions {
  readonly dataDirectory: string
  readonly json: boolean
  /** Agrees to ordinary plans. */
  readonly yes: boolean
}

/** What a command works with. */
export interface Session {
  readonly world: World
  readonly paper: Paper
  readonly options: GlobalOptions
  /** For cleaning up, which goes on when somebody asks for an end. */
  readonly program: Program
  /** Fails as soon as somebody asks for an end: what waits for it can still clean up. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
}

/** The same before a program is open. */
export type Bench = Omit<Session, 'program' | 'call'>

/** What a door is given, and all that it may do. */
import type { CallInput, CallName, CallOutput } from './calls.ts'
import type { EventListener } from './events.ts'
import type { Result } from './result.ts'

/** The program behind its contract. Inputs are checked here, whatever door they came through. */
export interface Program {
  /** Never rejects: every failure is a result with a code. */
  invoke(name: string, input: unknown): Promise<Result<unknown>>
  /** The same for callers that know the types; fails with an AppError. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Gives the way to stop listening. */
  listen(listener: EventListener): () => void
  /** Lets what is in flight end, and closes the store. */
  close(): Promise<void>
}

/** What the preload script or the web client puts into the window. */
export interface WindowApi {
  readonly door: 'desktop' | 'web'
  invoke(name: CallName, input: unknown): Promise<Result<unknown>>
  listen(listener: EventListener): () => void
}

/** The only place that talks to the program: through the preload script where there is one, else through the web door. */
import type { CallInput, CallName, CallOutput } from '@contract/calls.ts'
import type { WindowApi } from '@contract/door.ts'
import type { EventData, EventName } from '@contract/events.ts'
import type { Result } from '@contract/result.ts'
import { CallError } from './call-error.ts'
import { webClient } from './web-client.ts'

declare global {
  interface Window {
    rexxfleet?: WindowApi
  }
}

let api: WindowApi | null = null

function door(): WindowApi {
  api ??= window.rexxfleet ?? webClient()
  return api
}

/** For tests: another program from now on. */
export function useProgram(next: WindowApi | null): void {
  api = next
  ahead.clear()
}

/** Answers to calls that were made before anybody needed them. */
const ahead = new Map<CallName, Promise<Result<unknown>>>()

/** Makes a call that the first page will make: it takes this answer, unless something has changed in between. */
export function askAhead(name: CallName): void {
  ahead.set(name, door().invoke(name, {}))
  door().listen(() => ahead.delete(name))
}

function ask(name: CallName, input: unknown): Promise<Result<unknown>> {
  const early = Object.keys(input as object).length === 0 ? ahead.get(name) : undefined
  ahead.delete(name)
  // A plain copy: Electron cannot send Vue's proxies to the other process.
  return early ?? door().invoke(name, JSON.parse(JSON.stringify(input)) as unknown)
}

/** Fails with a CallError. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await ask(name, input)
  if (!result.ok) throw new CallError(result.error)
  return result.data as CallOutput<N>
}

/** Gives the way to stop listening. */
export function on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void {
  return door().listen(message => {
    if (message.name === name) listener(message.data as EventData<N>)
  })
}

/** The only place that talks to the program: through the preload script where there is one, else through the web door. */
import type { CallInput, CallName, CallOutput } from '@contract/calls.ts'
import type { WindowApi } from '@contract/door.ts'
import type { EventData, EventName } from '@contract/events.ts'
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
}

/** Fails with a CallError. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  // A plain copy: Electron cannot send Vue's proxies to the other process.
  const result = await door().invoke(name, JSON.parse(JSON.stringify(input)) as unknown)
  if (!result.ok) throw new CallError(result.error)
  return result.data as CallOutput<N>
}

/** Gives the way to stop listening. */
export function on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void {
  return door().listen(message => {
    if (message.name === name) listener(message.data as EventData<N>)
  })
}

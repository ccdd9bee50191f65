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
  listening = false
}

/** Answers to calls that were made before anybody needed them, each for one input. */
const ahead = new Map<CallName, { readonly input: string; readonly answer: Promise<Result<unknown>> }>()
let listening = false

/** Makes calls that the first page will make: it takes these answers, unless something has changed in between. */
export function askAhead<N extends CallName>(name: N, input: CallInput<N>): void {
  ahead.set(name, { input: JSON.stringify(input), answer: door().invoke(name, input) })
  if (listening) return
  listening = true
  door().listen(() => ahead.clear())
}

function ask(name: CallName, input: unknown): Promise<Result<unknown>> {
  const early = ahead.get(name)
  ahead.delete(name)
  const plain = JSON.stringify(input)
  if (early?.input === plain) return early.answer
  // A plain copy: Electron cannot send Vue's proxies to the other process.
  return door().invoke(name, JSON.parse(plain) as unknown)
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

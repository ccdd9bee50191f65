/**
 * The one table from which everything is derived that a door needs: the handlers' types, the preload's and the web client's api, and
 * the check of each argument. A key goes in through `sites.provideKey` alone, and none ever comes out.
 */
import type { z } from 'zod'
import { appCalls } from './calls/app.ts'
import { decisionCalls } from './calls/decisions.ts'
import { doctorCalls } from './calls/doctor.ts'
import { keepingCalls } from './calls/keeping.ts'
import { linkCalls } from './calls/links.ts'
import { mailCalls } from './calls/mail.ts'
import { queueCalls } from './calls/queue.ts'
import { runCalls } from './calls/runs.ts'
import { scheduleCalls } from './calls/schedules.ts'
import { siteCalls } from './calls/sites.ts'
import { topologyCalls } from './calls/topology.ts'
import { workflowCalls } from './calls/workflows.ts'

export const calls = {
  ...appCalls,
  ...siteCalls,
  ...topologyCalls,
  ...linkCalls,
  ...doctorCalls,
  ...workflowCalls,
  ...runCalls,
  ...queueCalls,
  ...decisionCalls,
  ...keepingCalls,
  ...scheduleCalls,
  ...mailCalls
} as const

export type Calls = typeof calls
export type CallName = keyof Calls
/** What a caller gives; defaults may be left out. */
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>
/** What a handler gets: checked, with defaults filled in. */
export type ParsedInput<N extends CallName> = z.output<Calls[N]['input']>
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>

/** One handler for each call: what the composition root offers and every door calls. */
export type Handlers = { [N in CallName]: (input: ParsedInput<N>) => Promise<CallOutput<N>> }

/** Whether a text from outside names a call. Own keys only: `constructor` is no call. */
export function isCallName(text: unknown): text is CallName {
  return typeof text === 'string' && Object.hasOwn(calls, text)
}

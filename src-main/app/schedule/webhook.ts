import { isLoopback } from '../../core/fleet/address.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Clock, Log } from '../../core/shared/ports.ts'

/** Waits before the second and the third try. */
const waits = [2_000, 20_000]
const patienceMs = 10_000

/** An address that can be told of failures: https, or this computer itself. Fails with 'schedule-invalid'. */
export function checkWebhook(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url && safe && !url.username && !url.password) return
  throw new AppError(
    'schedule-invalid',
    'A webhook is an https address without a user name in it, like https://hooks.example.ch/rexxfleet.',
    { field: 'webhook' }
  )
}

export interface WebhookDeps {
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  /** Shorter in tests only. */
  readonly waits?: readonly number[]
}

/** Posts JSON. Tries three times, follows no redirects, and never fails: who is told of a failure must not cause another. */
export async function tellWebhook(deps: WebhookDeps, address: string, body: unknown): Promise<boolean> {
  const { clock, log, signal } = deps
  const { origin } = new URL(address)
  for (const wait of [0, ...(deps.waits ?? waits)]) {
    try {
      if (wait > 0) await clock.sleep(wait, signal)
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
      })
      await answer.body?.cancel()
      if (answer.ok) return true
      log.warn('a webhook refused what it was told', { origin, status: answer.status })
    } catch (thrown) {
      if (signal.aborted) return false
      log.warn('a webhook could not be reached', { origin, reason: (thrown as Error).message })
    }
  }
  return false
}

import type { HostRow } from '../../fleet/management.ts'
import type { AppError } from '../../shared/app-error.ts'
import type { Clock } from '../../shared/ports.ts'
import { hostState } from '../../topology/receiver.ts'

/** The row of a receiver on its primary, and who waits for it. */
export interface ReceiverToPause {
  readonly read: () => Promise<HostRow | null>
  readonly stop: (hostId: number) => Promise<void>
  /** How many changes wait for it. */
  readonly waiting: (hostId: number) => Promise<number>
  readonly clock: Clock
  /** What to say where Cloudrexx pushes for longer than anybody waits. */
  readonly busy: () => AppError
}

const patienceMs = 60_000
const pauseMs = 1_000
/** One request after the other, half a second each (F27, F39), and a change has a twin that is not sent (F29). */
const aChangeMs = 500

/**
 * Cloudrexx pushes nothing more to a receiver, and loses nothing that waits: state 2, and never `active` 0 while changes wait (F42). A push
 * at work ends by writing another state, whatever stands there by then, and is waited for. One that began between the look and the write
 * shows only when it ends: where changes wait for a receiver that was not stopped, it is looked at for as long as sending them takes. Gives
 * the row as it was before, null where there is none. Fails with `busy` where a push is at work for more than a minute.
 */
export async function pauseReceiver(receiver: ReceiverToPause): Promise<HostRow | null> {
  const { read, stop, waiting, clock, busy } = receiver
  const begun = clock.now()
  for (let host = await read(); host; host = await read()) {
    if (host.state === hostState.stopped) return host
    if (host.state === hostState.locked) {
      if (clock.now() - begun > patienceMs) throw busy()
      await clock.sleep(pauseMs)
      continue
    }
    await stop(host.id)
    const looks = Math.ceil(Math.min(patienceMs, (await waiting(host.id)) * aChangeMs) / pauseMs + 1)
    if (await staysStopped(receiver, looks)) return host
  }
  return null
}

async function staysStopped({ read, clock }: ReceiverToPause, looks: number): Promise<boolean> {
  for (let look = 1; ; look++) {
    if ((await read())?.state !== hostState.stopped) return false
    if (look >= looks) return true
    await clock.sleep(pauseMs)
  }
}

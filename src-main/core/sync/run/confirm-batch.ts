import { AppError } from '../../shared/app-error.ts'
import type { ModelScope, PushContext } from './context.ts'
import { holdBack } from './hold-back.ts'
import type { Journal } from './journal.ts'
import { readBack, type ReadBack } from './read-back.ts'
import { failureOf, isSiteTrouble, type Sent } from './send.ts'

/** How much of a batch is on the replica now, and how much of that in its first part only. */
export interface Arrivals {
  readonly arrived: number
  readonly firstParts: number
}

type Arrival = 'whole' | 'first-part' | 'none'

/** Settles a batch by what is there now: also what was refused, or got no answer, may have been written (F40). */
export async function confirmBatch(
  context: PushContext,
  scope: ModelScope,
  journal: Journal,
  sent: readonly Sent[]
): Promise<Arrivals> {
  const { store, link, progress } = context
  const removed = sent.filter(one => one.ready.values === null && one.outcome === 'confirmed')
  store.agreed.remove(
    link.id,
    scope.model.name,
    removed.map(one => one.ready.item.foreignId)
  )
  const pushed = sent.filter(one => one.ready.values !== null && one.outcome !== 'held')
  const back = pushed.length > 0 ? await readBackOrNothing(context, scope, pushed) : []
  const byPosition = new Map((back ?? []).map(result => [result.ready.item.position, result]))
  const arrivals = sent.map(one =>
    settle(context, journal, one, byPosition.get(one.ready.item.position), back !== null)
  )
  journal.flush()
  progress()
  return {
    arrived: arrivals.filter(arrival => arrival !== 'none').length,
    firstParts: arrivals.filter(arrival => arrival === 'first-part').length
  }
}

/** `isKnown`: the replica said what is there. What nobody could look at stays confirmed; whoever resumes the run reads it back. */
function settle(
  context: PushContext,
  journal: Journal,
  { ready, outcome, failure }: Sent,
  found: ReadBack | undefined,
  isKnown: boolean
): Arrival {
  const { clock, tally, quietTimes } = context
  const { position, tries } = ready.item
  const changedAt = clock.now()
  if (outcome === 'held') {
    journal.record(position, { state: 'open', tries, changedAt })
    return 'none'
  }
  const isThere = found?.localId != null
  const isWhole = isThere && found.patch.why === undefined
  const hasArrived = isWhole || outcome === 'confirmed'
  if (isThere && ready.without !== null && hasArrived) {
    // What the site stored differently is told of the whole entity.
    journal.record(position, { state: 'open', localId: found.localId, changedAt })
    return 'first-part'
  }
  if (outcome === 'confirmed' && (ready.values === null || !isKnown || isThere)) {
    if (found) journal.record(position, { ...found.patch, changedAt })
  } else if (isWhole) {
    journal.record(position, { state: 'done', ...found.patch, changedAt })
  } else if (outcome === 'unknown') {
    quietTimes.begin(ready.item)
    journal.record(position, { state: 'unknown', failure, changedAt })
  } else if (outcome === 'wants-reference') {
    holdBack(context, journal, { item: ready.item, action: 'blocked', why: ready.without! })
  } else if (failure && isSiteTrouble(failure.code)) {
    journal.record(position, { state: 'open', failure, changedAt })
  } else {
    tally.add('failed')
    journal.record(position, { state: 'failed', failure: failure ?? notThere, changedAt })
  }
  return hasArrived ? 'whole' : 'none'
}

/**
 * Where the site does not answer at all, nothing is learned, and the run's own trouble counts. A run that is to end does not even ask:
 * it would wait for a site that is in trouble.
 */
async function readBackOrNothing(
  context: PushContext,
  scope: ModelScope,
  pushed: readonly Sent[]
): Promise<readonly ReadBack[] | null> {
  const inTrouble = pushed.some(one => one.failure && isSiteTrouble(one.failure.code))
  if (inTrouble && context.signal.aborted) return null
  const confirmed = new Set(pushed.filter(({ outcome }) => outcome === 'confirmed').map(({ ready }) => ready))
  try {
    return await readBack(
      context,
      scope,
      pushed.map(one => one.ready),
      ready => confirmed.has(ready)
    )
  } catch (thrown) {
    if (inTrouble) return null
    throw thrown
  }
}

const notThere = failureOf(
  new AppError(
    'site-answered-badly',
    'The site said that it took the entity, and it is not there. Look at the site, then retry.'
  )
)

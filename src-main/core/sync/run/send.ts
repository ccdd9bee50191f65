import type { PushOptions } from '../../fleet/site-access.ts'
import type { AppError } from '../../shared/app-error.ts'
import { asAppError } from '../../shared/app-error.ts'
import type { ErrorCode } from '../../shared/error-codes.ts'
import type { ArchivedEntity, ItemFailure } from '../records.ts'
import { pushValues } from '../values.ts'
import { mappingsOf, type ModelScope, type PushContext } from './context.ts'
import { refuseLockOut } from './lock-out.ts'
import type { Ready } from './readiness.ts'

/**
 * How one item ended: confirmed, refused, refused since the reference that was left out must not be empty, with an outcome that nobody knows
 * yet, or not sent since the run is to stop.
 */
export interface Sent {
  readonly ready: Ready
  readonly outcome: 'confirmed' | 'failed' | 'wants-reference' | 'unknown' | 'held'
  readonly failure: ItemFailure | null
}

/** These say that the whole site, not this entity, is the trouble: the run stops instead of failing entity by entity. */
const siteTrouble: readonly ErrorCode[] = [
  'site-unreachable',
  'site-timeout',
  'site-maintenance',
  'site-refused',
  'site-busy',
  'certificate-invalid',
  'address-redirects',
  'key-missing',
  'keychain-unavailable',
  'keychain-locked',
  'cancelled'
]

/** Whether a failure is about the site as a whole. */
export function isSiteTrouble(code: ErrorCode): boolean {
  return siteTrouble.includes(code)
}

/**
 * Sends one item to the replica as its primary. Never rejects, and is never cut off: a write that went out is waited for. What waits for
 * its turn when the run is to end, or for a site that asked to wait, does not go out any more. `leaving` is called as it leaves.
 */
export async function send(
  context: PushContext,
  scope: ModelScope,
  ready: Ready,
  leaving: () => void
): Promise<Sent> {
  const options = { until: context.signal, leaving }
  try {
    if (ready.values) await push(context, scope, ready, ready.values, options)
    else await remove(context, scope, ready, options)
    return { ready, outcome: 'confirmed', failure: null }
  } catch (thrown) {
    const error = asAppError(thrown)
    return { ready, outcome: outcomeOf(error, ready), failure: failureOf(error) }
  }
}

function outcomeOf({ details }: AppError, { without }: Ready): Sent['outcome'] {
  if (details['unknownOutcome'] === true) return 'unknown'
  const wantsValue = String(details['exception']).includes('NotNullConstraintViolation')
  return without !== null && wantsValue ? 'wants-reference' : 'failed'
}

async function push(
  context: PushContext,
  scope: ModelScope,
  ready: Ready,
  values: NonNullable<Ready['values']>,
  options: PushOptions
): Promise<void> {
  refuseLockOut(context, scope, ready)
  const { item, without } = ready
  const { sender, link } = context
  const message = { source: scope.onReplica, id: item.foreignId, values, sender, keyRef: link.keyRef }
  // Only POST drops a mapping whose entity is gone and makes the entity anew (F43).
  const isMadeAnew = item.why === 'removed-on-replica' || (without !== null && item.localId !== null)
  if (isMadeAnew) await context.replica.post(message, options)
  else await context.replica.put(message, options)
}

async function remove(
  context: PushContext,
  scope: ModelScope,
  ready: Ready,
  options: PushOptions
): Promise<void> {
  const { sender, link } = context
  const { item, counterpart } = ready
  // Without its entity a mapping cannot be removed through the sync endpoint (F43).
  if (!counterpart) return removeMapping(context, scope, item.foreignId)
  const archived = archiveOf(context, scope, ready, counterpart)
  context.store.archive.put([archived])
  const removal = { source: scope.onReplica, id: item.foreignId, sender, keyRef: link.keyRef }
  await context.replica.remove(removal, options)
  context.store.archive.setState([archived.id], 'removed')
}

async function removeMapping(context: PushContext, scope: ModelScope, foreignId: string): Promise<void> {
  const { replica, sender } = context
  const filter = { foreignHost: sender, entityType: scope.model.name }
  for await (const rows of replica.rowPages('idmapping', filter)) {
    const row = rows.find(candidate => candidate.foreignId.join('/') === foreignId)
    if (row) return replica.removeRow('idmapping', row.id)
  }
}

function archiveOf(
  context: PushContext,
  scope: ModelScope,
  { item }: Ready,
  counterpart: NonNullable<Ready['counterpart']>
): ArchivedEntity {
  return {
    id: context.ids.next(),
    workflowId: null,
    runId: context.runId,
    linkId: context.link.id,
    siteId: context.link.replicaId,
    model: item.model,
    foreignHost: context.sender,
    foreignId: item.foreignId,
    localId: mappingsOf(context, item.model).localId(item.foreignId) ?? counterpart.id,
    values: pushValues(scope.model, counterpart),
    agreed: context.store.agreed.get(context.link.id, item.model, item.foreignId),
    state: 'kept',
    at: context.clock.now()
  }
}

/** What is kept about a failure: which request, which answer, what to do. */
export function failureOf(error: AppError): ItemFailure {
  const { status, request } = error.details
  return {
    code: error.code,
    message: error.message,
    status: typeof status === 'number' ? status : null,
    request: typeof request === 'string' ? request : null
  }
}

import type { Actor, PushOptions } from '../../core/fleet/site-access.ts'
import type { ActivityEntry, ActivityLog, ActivityOutcome } from '../../core/shared/activity.ts'
import type { AppError } from '../../core/shared/app-error.ts'
import { asAppError, isAppError } from '../../core/shared/app-error.ts'
import type { Clock, Ids, Log } from '../../core/shared/ports.ts'
import { redact } from './errors/redactor.ts'
import type { Caller } from './http/caller.ts'
import type { SiteRequest } from './request.ts'
import { describePath } from './request.ts'
import type { OkAnswer } from './wire/answer.ts'
import { describePairs } from './wire/form.ts'

export interface RecorderDeps {
  readonly activity: ActivityLog
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

const longestText = 4_000

/**
 * Sends a write that is in the activity log before it leaves, and again with its answer. One that is cancelled while it
 * waits for its turn was never sent, and leaves no trace.
 */
export async function callRecorded(
  deps: RecorderDeps,
  caller: Caller,
  actor: Actor,
  request: SiteRequest,
  { signal, until, leaving: alsoTold }: PushOptions = {}
): Promise<OkAnswer> {
  let sent: Pick<ActivityEntry, 'id' | 'at'> | null = null
  const leaving = (): void => {
    alsoTold?.()
    if (sent !== null) return
    const entry = entryOf(deps, caller, actor, request)
    deps.activity.sent(entry)
    sent = entry
  }
  try {
    const answer = await caller.call(request, { actor, signal, until, leaving })
    note(deps, sent, { outcome: 'done', status: answer.status, answer: null })
    return answer
  } catch (thrown) {
    const error = asAppError(thrown)
    note(deps, sent, { outcome: 'failed', status: statusOf(error), answer: answerOf(error) })
    throw thrown
  }
}

function entryOf(deps: RecorderDeps, caller: Caller, actor: Actor, request: SiteRequest): ActivityEntry {
  const body = request.form === null ? null : redact(describePairs(request.form)).slice(0, longestText)
  return {
    id: deps.ids.next(),
    at: deps.clock.now(),
    siteId: caller.site.id,
    actor,
    request: { method: request.method, path: redact(describePath(request)), body },
    outcome: 'sent',
    status: null,
    answer: null,
    durationMs: null
  }
}

function note(
  deps: RecorderDeps,
  sent: Pick<ActivityEntry, 'id' | 'at'> | null,
  outcome: Omit<ActivityOutcome, 'durationMs'>
): void {
  if (sent === null) return
  try {
    deps.activity.answered(sent.id, { ...outcome, durationMs: Math.max(0, deps.clock.now() - sent.at) })
  } catch (thrown) {
    // The site has answered: that its answer could not be noted must not make a failure out of a success.
    const code = isAppError(thrown) ? thrown.code : 'internal'
    deps.log.error('An answer could not be written to the activity log', { id: sent.id, code })
  }
}

function statusOf(error: AppError): number | null {
  const status = error.details['status']
  return typeof status === 'number' ? status : null
}

function answerOf(error: AppError): string {
  const said = error.details['siteMessage']
  return redact(typeof said === 'string' ? said : `${error.code}: ${error.message}`).slice(0, longestText)
}

import type { Actor } from '../../core/fleet/site-access.ts'
import type { ActivityLog } from '../../core/shared/activity.ts'
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

/** Sends a write that is in the activity log before it leaves, and again with its answer. */
export async function callRecorded(
  deps: RecorderDeps,
  caller: Caller,
  actor: Actor,
  request: SiteRequest,
  signal?: AbortSignal
): Promise<OkAnswer> {
  const id = deps.ids.next()
  const at = deps.clock.now()
  deps.activity.sent({
    id,
    at,
    siteId: caller.site.id,
    actor,
    request: {
      method: request.method,
      path: redact(describePath(request)),
      body: request.form === null ? null : redact(describePairs(request.form)).slice(0, longestText)
    },
    outcome: 'sent',
    status: null,
    answer: null,
    durationMs: null
  })
  try {
    const answer = await caller.call(request, actor, signal)
    note(deps, id, at, { outcome: 'done', status: answer.status, answer: null })
    return answer
  } catch (thrown) {
    const error = asAppError(thrown)
    note(deps, id, at, { outcome: 'failed', status: statusOf(error), answer: answerOf(error) })
    throw thrown
  }
}

function note(
  deps: RecorderDeps,
  id: string,
  at: number,
  outcome: { outcome: 'done' | 'failed'; status: number | null; answer: string | null }
): void {
  try {
    deps.activity.answered(id, { ...outcome, durationMs: deps.clock.now() - at })
  } catch (thrown) {
    // The site has answered: that its answer could not be noted must not make a failure out of a success.
    const code = isAppError(thrown) ? thrown.code : 'internal'
    deps.log.error('An answer could not be written to the activity log', { id, code })
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

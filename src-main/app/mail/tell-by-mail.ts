import { failureLetter, type FailureFacts, type LetterLanguage } from '../../core/mail/failure-letter.ts'
import type { MailSender } from '../../core/mail/mail.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import type { ActivityLog } from '../../core/shared/activity.ts'
import { asAppError } from '../../core/shared/app-error.ts'
import type { Clock, Ids, Log } from '../../core/shared/ports.ts'
import type { MailPost } from './mail-post.ts'

/** Waits before the second and the third try. */
const waits = [2_000, 20_000]

export interface TellByMailDeps {
  readonly post: Pick<MailPost, 'settings' | 'requirePassword'>
  readonly sender: MailSender
  readonly activity: ActivityLog
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly language: () => LetterLanguage
  readonly signal: AbortSignal
  /** Shorter in tests only. */
  readonly waits?: readonly number[]
}

/**
 * Writes to whoever wants to hear of failures. Tries three times where that can help, and never fails: who is told of a failure must not
 * cause another. What became of it stands in the activity log, beside what its run did on `siteId`; of a run that never began in the log.
 */
export async function tellByMail(
  deps: TellByMailDeps,
  facts: FailureFacts,
  siteId: SiteId | null
): Promise<boolean> {
  const { post, sender, activity, clock, ids, log, language, signal } = deps
  const { settings } = post
  if (!settings) return false
  const letter = failureLetter(facts, language())
  const begun = clock.now()
  const entry = facts.run && siteId !== null ? ids.next() : null
  try {
    if (entry !== null) {
      activity.sent({
        ...{
          id: entry,
          at: begun,
          siteId: siteId!,
          actor: { kind: 'run', id: facts.run!.id, step: 'e-mail' }
        },
        request: { method: 'MAIL', path: `smtp://${settings.host}:${settings.port}`, body: letter.subject },
        outcome: 'sent',
        status: null,
        answer: null,
        durationMs: null
      })
    }
    await withPatience(deps, async () => {
      await post.requirePassword(settings)
      await sender.send(settings, letter, signal)
    })
    if (entry !== null) answered('done', null, null)
    return true
  } catch (thrown) {
    const { code, message, details } = asAppError(thrown)
    log.warn('nobody could be told of a failure by e-mail', { code, reason: message })
    const status = typeof details['status'] === 'number' ? details['status'] : null
    if (entry !== null) answered('failed', status, message)
    return false
  }

  function answered(outcome: 'done' | 'failed', status: number | null, answer: string | null): void {
    try {
      activity.answered(entry!, { outcome, status, answer, durationMs: clock.now() - begun })
    } catch (thrown) {
      log.warn('what became of an e-mail could not be noted', { error: thrown })
    }
  }
}

/** Once more where the same may well work later. */
async function withPatience(deps: TellByMailDeps, attempt: () => Promise<void>): Promise<void> {
  const { clock, signal } = deps
  for (const wait of deps.waits ?? waits) {
    try {
      return await attempt()
    } catch (thrown) {
      if (signal.aborted || asAppError(thrown).details['temporary'] !== true) throw thrown
      await clock.sleep(wait, signal)
    }
  }
  return attempt()
}

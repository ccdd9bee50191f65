import { smtpSender } from '../../adapters/mail/smtp-sender.ts'
import type { ScheduleFailure } from '../../contract/schedule-shapes.ts'
import type { LetterLanguage } from '../../core/mail/failure-letter.ts'
import type { Schedule } from '../../core/schedule/schedule.ts'
import type { RunRecord } from '../../core/sync/records.ts'
import type { Ground } from '../composition/ground.ts'
import { MailPost } from './mail-post.ts'
import { tellByMail } from './tell-by-mail.ts'

export interface Mail {
  readonly post: MailPost
  /** Never fails. */
  tell(schedule: Schedule, failure: ScheduleFailure, run: RunRecord | null): Promise<boolean>
}

/** Who is told by e-mail, and how a schedule tells them. */
export function createMail(ground: Ground): Mail {
  const { keys, notes, clock, links, sites, version, closing } = ground
  const program = `Rexxfleet ${version}`
  const sender = smtpSender(keys)
  const language = (): LetterLanguage => languageOf(notes.get('preferences'))
  const { signal } = closing
  const post = new MailPost({ notes, keys, sender, program, language, signal })
  const nameOf = (siteId: string | undefined): string => (siteId && sites.get(siteId)?.name) || '?'
  const deps = { ...ground, post, sender, language, signal }
  return {
    post,
    tell(schedule, { linkId, error }, run) {
      const link = links.get(linkId)
      const facts = {
        program,
        at: clock.now(),
        scheduleId: schedule.id,
        code: error.code,
        message: error.message,
        primary: run?.primaryName ?? nameOf(link?.primaryId),
        replica: run?.replicaName ?? nameOf(link?.replicaId),
        run: run && { id: run.id, state: run.state, counts: run.counts }
      }
      return tellByMail(deps, facts, link?.replicaId ?? null)
    }
  }
}

/** The language that somebody chose in the window. */
function languageOf(preferences: unknown): LetterLanguage {
  return (preferences as { language?: unknown } | null)?.language === 'de' ? 'de' : 'en'
}

import type { Actor } from '../fleet/site-access.ts'

export const activityOutcomes = ['sent', 'done', 'failed'] as const

/**
 * One write request to a site, as the activity log keeps it. Written twice: as `sent` before it leaves, and with its outcome.
 * `request` holds method, path and form with every key replaced by `[redacted]`.
 */
export interface ActivityEntry {
  readonly id: string
  readonly at: number
  readonly siteId: string
  readonly actor: Actor
  readonly request: { readonly method: string; readonly path: string; readonly body: string | null }
  /** `sent`: no answer is known yet. */
  readonly outcome: (typeof activityOutcomes)[number]
  readonly status: number | null
  /** The site's message, or what went wrong on the way; redacted and cut at 4,000 characters. */
  readonly answer: string | null
  readonly durationMs: number | null
}

export type ActivityOutcome = Pick<ActivityEntry, 'outcome' | 'status' | 'answer' | 'durationMs'>

export interface ActivityFilter {
  readonly siteId?: string
  readonly actorId?: string
  readonly actorKind?: Actor['kind']
  readonly outcome?: ActivityEntry['outcome']
  readonly method?: string
  /** Occurs in the path, the form or the answer; capitals of ASCII letters do not count. */
  readonly text?: string
  /** From this instant, up to that one. */
  readonly from?: number
  readonly to?: number
  readonly before?: string
  readonly limit?: number
}

/** The activity log: what was written where, by what, and what came back. */
export interface ActivityLog {
  /** Durable when it returns. For a run, whose journal has announced the item before, it survives the program's end and may be lost with the power. */
  sent(entry: ActivityEntry): void
  answered(id: string, outcome: ActivityOutcome): void
  /** Newest first; 200 unless told otherwise. */
  list(filter?: ActivityFilter): ActivityEntry[]
}

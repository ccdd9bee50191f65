import type { RunRecord } from '../sync/records.ts'
import type { LinkId } from '../topology/link.ts'

const day = 24 * 60 * 60_000

/** How long history is kept, in days. */
export interface Retention {
  /** Items of runs that ended for good: what was sent, entity by entity. */
  readonly itemsDays: number
  /** Runs with their counts. */
  readonly runsDays: number
  /** Requests that wrote something on a site. */
  readonly activityDays: number
}

export const usualRetention: Retention = { itemsDays: 90, runsDays: 730, activityDays: 365 }

export const retentionBounds = { least: 1, most: 3650 } as const

/** Before which instant something of this age is forgotten. */
export function keptFrom(days: number, now: number): number {
  return now - days * day
}

/** Reads and forgets what runs and requests left behind. Forgets in pieces, so that nothing has to wait for it; gives how many went. */
export interface History {
  /** Runs of these links that began in the period, oldest first. */
  runsBetween(linkIds: readonly LinkId[], from: number, to: number): RunRecord[]
  /** Items of runs that are over; what can still be taken up keeps all of its own. */
  forgetItems(before: number, atMost: number): number
  /** Runs that are over, with their items; the newest of each link stays. */
  forgetRuns(before: number, atMost: number): number
  forgetActivity(before: number, atMost: number): number
}

import type { CallInput } from '@contract/calls.ts'

/** What is looked for in the log; empty is anything. Days as a date field writes them. */
export interface ActivityFilter {
  readonly text: string
  readonly site: string
  readonly kind: '' | 'workflow' | 'run'
  readonly outcome: '' | 'sent' | 'done' | 'failed'
  readonly from: string
  readonly to: string
}

export const noActivityFilter: ActivityFilter = {
  text: '',
  site: '',
  kind: '',
  outcome: '',
  from: '',
  to: ''
}

export function isFilteringActivity(filter: ActivityFilter): boolean {
  return Object.values(filter).some(value => value !== '')
}

/** The beginning of a day on this computer; null for what is none. */
function dayStart(day: string, later = 0): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year ? new Date(Number(year), Number(month) - 1, Number(date) + later).getTime() : null
}

/** The same for the program. The last day is included, and days begin where this computer is. */
export function activityWish(filter: ActivityFilter): Omit<CallInput<'activity.export'>, 'path' | 'format'> {
  const { text, site, kind, outcome } = filter
  const from = dayStart(filter.from)
  const to = dayStart(filter.to, 1)
  return {
    ...(text.trim() ? { text: text.trim() } : {}),
    ...(site ? { siteId: site } : {}),
    ...(kind ? { actorKind: kind } : {}),
    ...(outcome ? { outcome } : {}),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to })
  }
}

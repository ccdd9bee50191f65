import type { CallInput } from '@contract/calls.ts'

const kinds = ['', 'workflow', 'run'] as const
const outcomes = ['', 'sent', 'done', 'failed'] as const

/** What is looked for in the log; empty is anything. Days as a date field writes them. */
export interface ActivityFilter {
  readonly text: string
  readonly site: string
  readonly kind: (typeof kinds)[number]
  readonly outcome: (typeof outcomes)[number]
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

/** As it was last left; null for what another version wrote. */
export function readActivityFilter(value: unknown): ActivityFilter | null {
  if (typeof value !== 'object' || value === null) return null
  const kept = value as Record<string, unknown>
  const text = (name: string): string => (typeof kept[name] === 'string' ? kept[name] : '')
  const day = (name: string): string => (dayStart(text(name)) === null ? '' : text(name))
  return {
    text: text('text'),
    site: text('site'),
    kind: kinds.find(one => one === kept['kind']) ?? '',
    outcome: outcomes.find(one => one === kept['outcome']) ?? '',
    from: day('from'),
    to: day('to')
  }
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

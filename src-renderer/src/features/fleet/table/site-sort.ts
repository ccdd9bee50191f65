import { linkMark } from '@/features/links/link-mark.ts'
import { siteMark } from '../site-health.ts'
import type { Tone } from '@/ui/tone.ts'
import { siteColumns, type SiteColumn } from './site-columns.ts'
import type { SiteRow } from './site-rows.ts'

export interface SiteSort {
  readonly by: SiteColumn | 'site'
  readonly down: boolean
}

export const usualSort: SiteSort = { by: 'site', down: false }

const urgency: Readonly<Record<Tone, number>> = { bad: 0, warn: 1, plan: 2, run: 3, idle: 4, ok: 5 }
const environments = ['production', 'staging', 'test']

/** What a row counts for in a column: first comes what is smaller. What needs somebody comes before what does not. */
const weights: Readonly<Record<SiteColumn, (row: SiteRow) => number | string>> = {
  environment: ({ site }) => environments.indexOf(site.environment),
  state: ({ site }) => urgency[siteMark(site).tone],
  links: ({ site }) => -site.links,
  replication: ({ link, run }) => (link ? -linkMark(link, run).weight : 1),
  lastRun: ({ lastRunAt }) => -(lastRunAt ?? 0),
  findings: ({ findings, error }) => -(findings + (error ? 1_000 : 0)),
  checked: ({ site }) => -(site.health?.checkedAt ?? 0),
  added: ({ site }) => -site.addedAt,
  tags: ({ site }) => site.tags.join(' ').toLowerCase() || '\uffff'
}

/** Equal rows stay in the order of their names. */
export function sortRows(rows: readonly SiteRow[], { by, down }: SiteSort, locale: string): SiteRow[] {
  const names = new Intl.Collator(locale, { numeric: true })
  const turn = down ? -1 : 1
  const byName = (a: SiteRow, b: SiteRow): number => names.compare(a.site.name, b.site.name)
  if (by === 'site') return [...rows].sort((a, b) => turn * byName(a, b))
  const weight = new Map(rows.map(row => [row.id, weights[by](row)]))
  return [...rows].sort((a, b) => {
    const [one, other] = [weight.get(a.id)!, weight.get(b.id)!]
    return one === other ? byName(a, b) : turn * (one < other ? -1 : 1)
  })
}

/** A second click on a column turns it round. */
export function sortedBy(sort: SiteSort, by: SiteSort['by']): SiteSort {
  return { by, down: sort.by === by && !sort.down }
}

export function readSort(value: unknown): SiteSort | null {
  const { by, down } = (value ?? {}) as { by?: unknown; down?: unknown }
  const known = ['site', ...siteColumns].find(column => column === by) as SiteSort['by'] | undefined
  return known ? { by: known, down: down === true } : null
}

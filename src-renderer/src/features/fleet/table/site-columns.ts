/** Columns that can be chosen, in the order in which they stand. The site's name is always there. */
export const siteColumns = [
  'environment',
  'state',
  'links',
  'replication',
  'lastRun',
  'findings',
  'checked',
  'added',
  'tags'
] as const
export type SiteColumn = (typeof siteColumns)[number]

export const usualColumns: readonly SiteColumn[] = [
  'environment',
  'state',
  'links',
  'replication',
  'lastRun',
  'findings',
  'tags'
]

/** Kept beside the panel of a site, where there is little room. */
const narrowColumns: readonly SiteColumn[] = ['environment', 'state', 'replication', 'findings']

export const columnWidths: Readonly<Record<SiteColumn, string>> = {
  environment: '116px',
  state: '172px',
  links: '112px',
  replication: '140px',
  lastRun: '112px',
  findings: '96px',
  checked: '112px',
  added: '136px',
  tags: '188px'
}

/** Which go first where there is little room. What a site is, and how it and its links are, stays. */
const leastFirst: readonly SiteColumn[] = [
  'tags',
  'added',
  'checked',
  'lastRun',
  'links',
  'environment',
  'findings'
]
export const dropOf = (column: SiteColumn): number => {
  const at = leastFirst.indexOf(column)
  return at < 0 ? 0 : leastFirst.length - at
}

/** In their own order, whatever the order of the choice. */
export function shownColumns(chosen: readonly SiteColumn[], narrow: boolean): SiteColumn[] {
  return siteColumns.filter(column => chosen.includes(column) && (!narrow || narrowColumns.includes(column)))
}

export function readColumns(value: unknown): SiteColumn[] | null {
  if (!Array.isArray(value)) return null
  return siteColumns.filter(column => value.includes(column))
}

import type { FindingView } from '@contract/doctor-shapes.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import { worstLink } from '@/features/links/link-mark.ts'

/** A site with all that a line of the table tells of it. */
export interface SiteRow {
  readonly id: string
  readonly site: SiteView
  /** The link that most needs somebody, and the run that works on it. */
  readonly link: LinkView | undefined
  readonly run: RunView | undefined
  readonly lastRunAt: number | null
  /** Findings that call somebody; notes do not. */
  readonly findings: number
  readonly error: boolean
}

export interface RowSources {
  readonly sites: readonly SiteView[]
  readonly links: readonly LinkView[]
  readonly runs: ReadonlyMap<string, RunView>
  readonly findings: readonly FindingView[]
}

/** Each source is walked once: a fleet may have thousands of sites. */
export function siteRows({ sites, links, runs, findings }: RowSources): SiteRow[] {
  const worst = worstLink(links)
  const lastRun = new Map<string, number>()
  for (const { primaryId, replicaId, lastRunAt } of links) {
    if (lastRunAt === null) continue
    for (const id of [primaryId, replicaId]) lastRun.set(id, Math.max(lastRun.get(id) ?? 0, lastRunAt))
  }
  const counts = new Map<string, { n: number; error: boolean }>()
  for (const { siteId, severity } of findings) {
    const known = counts.get(siteId) ?? { n: 0, error: false }
    counts.set(siteId, { n: known.n + 1, error: known.error || severity === 'error' })
  }
  return sites.map(site => {
    const link = worst.get(site.id)
    return {
      id: site.id,
      site,
      link,
      run: link && runs.get(link.id),
      lastRunAt: lastRun.get(site.id) ?? null,
      findings: counts.get(site.id)?.n ?? 0,
      error: counts.get(site.id)?.error ?? false
    }
  })
}

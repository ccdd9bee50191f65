import type { ExaminationView } from '../../contract/doctor-shapes.ts'
import type { ParsedInput } from '../../contract/calls.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import type { Site } from '../../core/fleet/site.ts'
import { findModel } from '../../core/models/catalogue.ts'
import type { History } from '../../core/report/history.ts'
import type { Report, ReportLink, ReportSite } from '../../core/report/report.ts'
import { summarise, troublesOf } from '../../core/report/summary.ts'
import { hasTag } from '../../core/schedule/links-meant.ts'
import type { Clock } from '../../core/shared/ports.ts'
import type { RunRecord } from '../../core/sync/records.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link } from '../../core/topology/link.ts'

export interface ReportDeps {
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly history: History
  /** The last examination of a site. */
  readonly examined: (siteId: string) => ExaminationView | null
  readonly clock: Pick<Clock, 'now'>
}

/** As many looks as are kept of a site. */
const mostLooks = 2_000

/** Collects what is known of a period. Reads no site. */
export function gatherReport(deps: ReportDeps, wish: ParsedInput<'report.write'>): Report {
  const chosen = sitesMeant(deps, wish.about)
  const ids = new Set(chosen.map(site => site.id))
  const links = deps.links.list().filter(link => ids.has(link.primaryId) || ids.has(link.replicaId))
  const runs = deps.history.runsBetween(
    links.map(link => link.id),
    wish.from,
    wish.to
  )
  const byLink = Map.groupBy(runs, run => run.linkId)
  return {
    about: aboutOf(wish.about, chosen),
    title: wish.title ?? null,
    from: wish.from,
    to: wish.to,
    madeAt: deps.clock.now(),
    zone: wish.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    sites: chosen.map(site => reportSite(deps, site, wish)),
    links: links.map(link => reportLink(deps, link, byLink.get(link.id) ?? [])),
    totals: summarise(runs)
  }
}

type About = ParsedInput<'report.write'>['about']

function sitesMeant({ sites }: ReportDeps, about: About): Site[] {
  if ('siteId' in about) return [knownSite(sites, about.siteId)]
  const all = sites.list()
  return 'tag' in about ? all.filter(site => hasTag(site, about.tag)) : all
}

function aboutOf(about: About, chosen: readonly Site[]): string | null {
  if ('siteId' in about) return chosen[0]!.name
  return 'tag' in about ? about.tag : null
}

function reportLink({ sites }: ReportDeps, link: Link, runs: readonly RunRecord[]): ReportLink {
  const name = (siteId: string): string => sites.get(siteId)?.name ?? siteId
  return {
    primary: name(link.primaryId),
    replica: name(link.replicaId),
    models: link.models.map(({ model }) => findModel(model)?.shortName ?? model),
    summary: summarise(runs),
    troubles: troublesOf(runs)
  }
}

function reportSite(
  { sites, examined }: ReportDeps,
  site: Site,
  { from, to }: { readonly from: number; readonly to: number }
): ReportSite {
  const inPeriod = (at: number): boolean => at >= from && at < to
  const looks = sites
    .healthHistory(site.id, mostLooks)
    .filter(({ checkedAt, state }) => inPeriod(checkedAt) && state !== 'unknown')
  const examination = examined(site.id)
  const isSound = examination !== null && examination.error === null && inPeriod(examination.at)
  const kinds = Map.groupBy(isSound ? examination.findings : [], ({ kind }) => kind)
  return {
    name: site.name,
    mainDomain: site.mainDomain,
    looks: looks.length,
    answered: looks.filter(({ state }) => ['ok', 'slow', 'refused'].includes(state)).length,
    examinedAt: isSound ? examination.at : null,
    findings: [...kinds].map(([kind, found]) => ({ kind, severity: found[0]!.severity, count: found.length }))
  }
}

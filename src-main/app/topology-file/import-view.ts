import type { ImportView } from '../../contract/topology-shapes.ts'
import { isLoopback } from '../../core/fleet/address.ts'
import { findModel } from '../../core/models/catalogue.ts'
import type { ImportPlan, PlannedLink, PlannedSite } from '../../core/topology-file/plan-import.ts'
import type { TopologyDocument } from './file-shape.ts'

/** An import's plan as the doors show it. */
export function importView(
  path: string,
  looked: { readonly document: TopologyDocument; readonly plan: ImportPlan; readonly digest: string }
): ImportView {
  const { document, plan, digest } = looked
  const names = new Map(document.sites.map(site => [site.id, site.name]))
  return {
    path,
    digest,
    writtenAt: document.writtenAt,
    writtenBy: document.writtenBy,
    keys: document.keys === null ? 0 : document.sites.filter(site => site.key).length,
    sites: plan.sites.map(siteLine),
    links: plan.links.map(link => linkLine(link, names)),
    models: plan.models.map(({ model: { name }, outcome }) => ({ name, outcome }))
  }
}

function siteLine({ site, outcome, why, existing }: PlannedSite): ImportView['sites'][number] {
  const { protocol, hostname } = new URL(site.baseUrl)
  const { name, baseUrl, mainDomain, key } = site
  const plainHttp = protocol === 'http:' && !isLoopback(hostname)
  return { name, baseUrl, mainDomain, outcome, why, existing, key, plainHttp }
}

function linkLine(
  { link, outcome, why }: PlannedLink,
  names: ReadonlyMap<string, string>
): ImportView['links'][number] {
  return {
    primary: names.get(link.primary)!,
    replica: names.get(link.replica)!,
    models: link.models.map(({ model }) => findModel(model)?.shortName ?? model),
    delivery: link.delivery,
    bothWays: link.twin,
    agreedStates: link.models.reduce((sum, { agreed }) => sum + (agreed?.length ?? 0), 0),
    outcome,
    why
  }
}

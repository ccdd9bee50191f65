import { calendarEvent, calendarModel } from '../../models/calendar.ts'
import { findModel } from '../../models/catalogue.ts'
import type { Model, ModelName } from '../../models/model.ts'
import { bystanders } from '../../replication/delivery/delivery-steps.ts'
import { usesQueue, type PreflightFacts, type SideFacts } from '../facts.ts'
import { examples, type Notice } from '../notice.ts'

/** Fields that hold PHP objects: Cloudrexx's own push leaves them out (F24). */
const objectFields: ReadonlyMap<ModelName, readonly string[]> = new Map([
  ['Cx\\Core\\Routing\\Model\\Entity\\RewriteRule', ['regularExpression']]
])

/** Whose push gets the domain that is built into Cloudrexx's code (F25). */
const withForeignDomain: ReadonlySet<ModelName> = new Set([calendarEvent, calendarModel('EventField')])

const names = (models: readonly Model[]): string[] => examples(models.map(({ shortName }) => shortName))
const carried = ({ models }: PreflightFacts): Model[] => models.map(({ model }) => model)

/**
 * What saving one of the models makes Cloudrexx look for, and which has no data source, endpoint and Sync row on the site: the
 * administration would end in a fatal error (F26). Models that the link carries itself get theirs when it is set up.
 */
export function missingSyncRows(carriedModels: readonly Model[], side: SideFacts): Model[] {
  const own = new Set(carriedModels.map(({ name }) => name))
  const seen = new Set(own)
  const open = [...carriedModels]
  const missing: Model[] = []
  for (let model = open.shift(); model; model = open.shift()) {
    for (const { kind, cascades, target } of model.associations) {
      if (!cascades && kind !== 'manyToOne' && kind !== 'oneToOne') continue
      const related = findModel(target)
      if (!related || seen.has(target)) continue
      seen.add(target)
      open.push(related)
      if (!hasSyncRow(target, side)) missing.push(related)
    }
  }
  return missing
}

/** Cloudrexx takes the first endpoint of the class; an inactive Sync row is enough. */
function hasSyncRow(model: ModelName, { endpoints, syncs }: SideFacts): boolean {
  const own = endpoints.filter(({ dataSource }) => dataSource?.identifier === model)
  const first = own.sort((one, other) => one.id - other.id)[0]
  return first !== undefined && syncs.some(({ endpoint }) => endpoint?.id === first.id)
}

export function relatedSyncMissing(facts: PreflightFacts): Notice[] {
  if (!usesQueue(facts)) return []
  // Set-up makes those of the nearest ones itself.
  const names = carried(facts).map(({ name }) => ({ model: name }))
  const made = new Set(bystanders({ models: names }).map(({ name }) => name))
  const missing = missingSyncRows(carried(facts), facts.primary).filter(({ name }) => !made.has(name))
  if (missing.length === 0) return []
  const evidence = { count: missing.length, models: missing.map(({ shortName }) => shortName) }
  return [{ kind: 'related-sync-missing', severity: 'refuse', about: facts.primary.site.name, evidence }]
}

/** `live` for a model whose push lacks a field: the replica refuses it, and the whole queue of that host stops (F24). */
export function pushDropsFields(facts: PreflightFacts): Notice[] {
  if (facts.delivery !== 'live') return []
  return carried(facts).flatMap(({ name, shortName }): Notice[] => {
    const fields = objectFields.get(name)
    return fields
      ? [{ kind: 'push-drops-fields', severity: 'refuse', about: shortName, evidence: { fields } }]
      : []
  })
}

/** `live` sends the deletion of an entity with a generated id without that id, and nothing is removed (F31). */
export function deletionsGetLost(facts: PreflightFacts): Notice[] {
  const losing = carried(facts).filter(({ identifier }) => identifier.some(({ generated }) => generated))
  if (facts.delivery !== 'live' || losing.length === 0) return []
  const evidence = { count: losing.length, models: names(losing) }
  return [{ kind: 'deletions-get-lost', severity: 'ask', about: facts.primary.site.name, evidence }]
}

/** `live` sends pictures and registration links of the calendar under a domain that is neither site's (F25). */
export function foreignCalendarDomain(facts: PreflightFacts): Notice[] {
  const spoilt = carried(facts).filter(({ name }) => withForeignDomain.has(name))
  if (facts.delivery !== 'live' || spoilt.length === 0) return []
  const evidence = { domain: 'bpw.ch', models: names(spoilt) }
  return [{ kind: 'foreign-calendar-domain', severity: 'ask', about: facts.primary.site.name, evidence }]
}

/** Cloudrexx says of its own component: 'beta feature, production use is highly discouraged'. */
export function liveOnProduction({ delivery, primary, replica }: PreflightFacts): Notice[] {
  if (delivery !== 'live') return []
  const sides = [primary.site, replica.site].filter(({ environment }) => environment === 'production')
  return sides.map(({ name }) => ({
    kind: 'live-on-production',
    severity: 'ask',
    about: name,
    evidence: { cloudrexxSays: 'beta feature, production use is highly discouraged' }
  }))
}

/** Between a live push and the run that writes its mapping back, a push home makes a duplicate (F21). `compare` has no such window. */
export function liveDoublesBothWays({ delivery, bothWays, primary, replica }: PreflightFacts): Notice[] {
  if (delivery !== 'live' || !bothWays) return []
  const about = `${primary.site.name} ⇄ ${replica.site.name}`
  const evidence = { window: 'until the next run after each creation', instead: 'compare' }
  return [{ kind: 'live-doubles-both-ways', severity: 'ask', about, evidence }]
}

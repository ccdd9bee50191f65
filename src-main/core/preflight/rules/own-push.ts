import { calendarEvent, calendarModel } from '../../models/calendar.ts'
import type { Model, ModelName } from '../../models/model.ts'
import { objectFieldsOf } from '../../models/object-fields.ts'
import { savedAlong } from '../../models/saved-along.ts'
import { firstOf } from '../../replication/first-endpoint.ts'
import { isPlain } from '../../replication/steps/endpoint.ts'
import { usesQueue, type PreflightFacts } from '../facts.ts'
import { examples, type Notice } from '../notice.ts'

/** Whose push gets the domain that is built into Cloudrexx's code (F25). */
const withForeignDomain: ReadonlySet<ModelName> = new Set([calendarEvent, calendarModel('EventField')])

const names = (models: readonly Model[]): string[] => examples(models.map(({ shortName }) => shortName))
const carried = ({ models }: PreflightFacts): Model[] => models.map(({ model }) => model)

/**
 * Saving one of the models ends in a fatal error of the administration, since Cloudrexx takes the first endpoint of a related class, and that
 * one has no Sync row (F26). Where there is no endpoint, or one that shows everything, set-up sees to it; one that hides fields is somebody's.
 */
export function relatedSyncMissing(facts: PreflightFacts): Notice[] {
  if (!usesQueue(facts)) return []
  const models = carried(facts)
  const own = new Set(models.map(({ name }) => name))
  const { site, endpoints, syncs } = facts.primary
  const hiding = savedAlong(models).flatMap(({ name }) => {
    const first = own.has(name) ? firstOf(endpoints, name) : null
    return first && !isPlain(first) && !syncs.some(({ endpoint }) => endpoint?.id === first.id) ? [first] : []
  })
  if (hiding.length === 0) return []
  const evidence = { count: hiding.length, endpoints: hiding.map(({ name }) => name) }
  return [{ kind: 'related-sync-missing', severity: 'refuse', about: site.name, evidence }]
}

/** `live` for a model whose push lacks a field: the replica refuses it, and the whole queue of that host stops (F24). */
export function pushDropsFields(facts: PreflightFacts): Notice[] {
  if (facts.delivery !== 'live') return []
  return carried(facts).flatMap((model): Notice[] => {
    const fields = objectFieldsOf(model)
    if (fields.length === 0) return []
    return [{ kind: 'push-drops-fields', severity: 'refuse', about: model.shortName, evidence: { fields } }]
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
  // The same from either end, so that it is said once.
  const about = [primary.site.name, replica.site.name].sort().join(' ⇄ ')
  const evidence = { window: 'until the next run after each creation', instead: 'compare' }
  return [{ kind: 'live-doubles-both-ways', severity: 'ask', about, evidence }]
}

import type { Site } from '../../fleet/site.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import type { MappingRef } from '../mend/mend.ts'
import { sameHost, type SiteSnapshot } from '../snapshot.ts'

/** What a site remembers of one model for one sender: the newest mapping of each foreign id, as Rexxfleet reads them. */
export function pairsOf(
  snapshot: SiteSnapshot,
  sender: Site,
  model: ModelName
): ReadonlyMap<EntityId, MappingRef> {
  const group = snapshot.mappings.find(
    one => one.model === model && sameHost(one.foreignHost, sender.mainDomain)
  )
  return new Map(group?.pairs.map(pair => [pair.foreignId, pair]))
}

/** The other sites whose mappings are known too, and the models that go both ways between them and this one. */
export function bothWays(
  snapshot: SiteSnapshot,
  snapshots: Iterable<SiteSnapshot>
): { readonly partner: SiteSnapshot; readonly model: ModelName }[] {
  return [...snapshots]
    .filter(({ site, read }) => site.id !== snapshot.site.id && read.has('idmapping'))
    .flatMap(partner => {
      const here = modelsFrom(snapshot, partner.site)
      return [...modelsFrom(partner, snapshot.site)]
        .filter(model => here.has(model))
        .map(model => ({ partner, model }))
    })
}

function modelsFrom(snapshot: SiteSnapshot, sender: Site): Set<ModelName> {
  return new Set(
    snapshot.mappings
      .filter(({ foreignHost }) => sameHost(foreignHost, sender.mainDomain))
      .map(({ model }) => model)
  )
}

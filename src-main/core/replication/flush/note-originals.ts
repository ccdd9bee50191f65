import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import { inLanguages } from '../../languages/in-languages.ts'
import { modelNamed } from '../../models/catalogue.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { AgreedState } from '../../sync/records.ts'
import type { Link } from '../../topology/link.ts'
import type { Readers, Step } from '../../workflow/step.ts'
import { linksOf, type LinkPair } from '../pair.ts'
import type { ReplicationDeps } from '../steps/deps.ts'

/**
 * A both-ways pair has a mapping on either side for each entity, and only the memory of Rexxfleet says which of the two is the original.
 * Where it says nothing, both count as originals (ground rule 5). That has to be noted before a flush removes the first mapping: a
 * mapping whose twin is gone would look one-sided. Of a site that is `away` nothing can be read: what the other one maps may have its twin
 * there. Writes in Rexxfleet only.
 */
export function noteOriginals(deps: ReplicationDeps, pair: LinkPair, away: SiteId | null): Step {
  async function mutualPairs(
    { reader }: Readers,
    { primaryId, replicaId, languages }: Link,
    model: ModelName
  ): Promise<[foreignId: EntityId, localId: EntityId][]> {
    const read = async (on: SiteId, as: (site: SiteReader) => SiteReader, from: SiteId) =>
      on === away ? null : readMappings(as(reader(on)), deps.sites.get(from)!.mainDomain, modelNamed(model))
    const there = await read(replicaId, site => site, primaryId)
    const back = await read(primaryId, site => inLanguages(site, languages), replicaId)
    if (!there) return [...(back?.pairs() ?? [])].map(([localId, foreignId]) => [foreignId, localId])
    return [...there.pairs()].filter(([foreignId, localId]) => !back || back.localId(localId) === foreignId)
  }

  async function unknown(readers: Readers, link: Link): Promise<Map<string, AgreedState[]>> {
    const found = new Map<string, AgreedState[]>()
    for (const { model } of link.models) {
      const states: AgreedState[] = []
      for (const [foreignId, localId] of await mutualPairs(readers, link, model)) {
        const agreed = deps.agreed.get(link.id, model, foreignId)
        if (agreed && agreed.localId === localId && agreed.origin !== 'found') continue
        states.push({ foreignId, localId, primaryHash: '', replicaHash: '', ...agreed, origin: 'original' })
      }
      if (states.length > 0) found.set(model, states)
    }
    return found
  }

  return {
    id: `${pair.link.id}/originals`,
    kind: 'note-originals',
    siteId: null,
    async look(readers) {
      const open = await Promise.all(linksOf(pair).map(link => unknown(readers, link)))
      return { done: open.every(states => states.size === 0), effects: [], result: null }
    },
    async act(readers) {
      for (const link of linksOf(pair)) {
        for (const [model, states] of await unknown(readers, link)) deps.agreed.put(link.id, model, states)
      }
    },
    inverse: () => null
  }
}

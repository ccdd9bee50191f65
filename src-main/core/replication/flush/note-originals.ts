import { inLanguages } from '../../languages/in-languages.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { AgreedState } from '../../sync/records.ts'
import type { Link } from '../../topology/link.ts'
import type { Readers, Step } from '../../workflow/step.ts'
import { linksOf, type LinkPair } from '../pair.ts'
import type { ReplicationDeps } from '../steps/deps.ts'

/**
 * A both-ways pair has a mapping on either side for each entity, and only the memory of Rexxfleet says which of the two is the original.
 * Where it says nothing, both count as originals (ground rule 5). That has to be noted before a flush removes the first mapping: a
 * mapping whose twin is gone would look one-sided. Writes in Rexxfleet only.
 */
export function noteOriginals(deps: ReplicationDeps, pair: LinkPair): Step {
  async function unknown({ reader }: Readers, link: Link): Promise<Map<string, AgreedState[]>> {
    const [primary, replica] = [deps.sites.get(link.primaryId)!, deps.sites.get(link.replicaId)!]
    const found = new Map<string, AgreedState[]>()
    for (const { model } of link.models) {
      const there = await readMappings(reader(replica.id), primary.mainDomain, modelNamed(model))
      const home = inLanguages(reader(primary.id), link.languages)
      const back = await readMappings(home, replica.mainDomain, modelNamed(model))
      const states: AgreedState[] = []
      for (const [foreignId, localId] of there.pairs()) {
        if (back.localId(localId) !== foreignId) continue
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

import { namesLanguages } from '../../languages/language-map.ts'
import { findModel } from '../../models/catalogue.ts'
import { idParts, type EntityId, type ModelName } from '../../models/model.ts'
import type { Link } from '../../topology/link.ts'
import { examples, type Finding } from '../finding.ts'
import type { AdoptEntities, AdoptedPair } from '../mend/mend.ts'
import type { FleetKnowledge, LinkContents, Rule } from '../rule.ts'

/**
 * Entities of a replica without a mapping that hold exactly what an entity of the primary holds: copies that a push without its sender
 * or a lost answer left behind (F16, F40), or originals that happen to be alike. Where just one of each side is alike, and neither is
 * mapped, they get their mapping; of what is a copy beside a mapped one only people can tell whether it may go.
 */
export const entityUnmapped: Rule = {
  kind: 'entity-unmapped',
  needs: ['idmapping'],
  find: ({ site }, fleet) =>
    fleet.contents
      .filter(({ replicaId }) => replicaId === site.id)
      .flatMap((one): Finding[] => {
        const { copies, unsent } = alike(one)
        if (copies.length + unsent.length === 0) return []
        const primary = fleet.sites.find(({ id }) => id === one.primaryId)
        const mend = adoption(one, fleet)
        return [
          {
            kind: 'entity-unmapped',
            // What the primary has not sent yet will be made a second time by the next run.
            severity: 'warning',
            siteId: site.id,
            linkId: one.linkId,
            subject: `${one.linkId}/${one.model}`,
            evidence: {
              primary: primary?.name ?? '',
              model: findModel(one.model)?.shortName ?? one.model,
              copies: copies.length,
              notSentYet: unsent.length,
              adoptable: mend?.pairs.length ?? 0,
              localIds: examples([...copies, ...unsent])
            },
            mend
          }
        ]
      })
}

/** `copies`: of what is mapped to another entity. `unsent`: like what the replica has no mapping for. */
function alike({ primary, mapped, unmapped }: LinkContents): { copies: string[]; unsent: string[] } {
  const copies: string[] = []
  const unsent: string[] = []
  for (const [localId, hash] of unmapped) {
    const originals = primary.get(hash)
    if (!originals) continue
    if (originals.some(id => !mapped.has(id))) unsent.push(localId)
    else copies.push(localId)
  }
  return { copies, unsent }
}

/** So many mappings are written with one plan; what is left is found again. */
const mostAtOnce = 5_000

function adoption(
  contents: LinkContents,
  { links, sites, agreedLocal }: FleetKnowledge
): AdoptEntities | null {
  const link = links.find(({ id }) => id === contents.linkId)
  const [primary, replica] = [contents.primaryId, contents.replicaId].map(id =>
    sites.find(one => one.id === id)
  )
  if (!link || !primary || !replica) return null
  // Each side would name the pair in its own languages: nobody can be sure enough of that.
  if (link.twinId !== null && namesLanguages(link.languages)) return null
  const pairs = certainPairs(contents, link).flatMap((pair): AdoptedPair[] => {
    const agreed = agreedLocal(link.id, contents.model, pair.foreignId)
    if (agreed !== null && agreed !== pair.localId) return []
    return [{ ...pair, known: agreed !== null }]
  })
  if (pairs.length === 0) return null
  const domains = { primary: primary.mainDomain, replica: replica.mainDomain }
  return { act: 'adopt-entities', link, model: contents.model, domains, pairs: pairs.slice(0, mostAtOnce) }
}

/** One entity on each side that holds this, and neither is mapped; and the link carries it. */
function certainPairs(
  { model, primary, mapped, unmapped }: LinkContents,
  link: Link
): { foreignId: EntityId; localId: EntityId }[] {
  const carried = link.models.find(one => one.model === model)?.ids ?? null
  const byHash = Map.groupBy(unmapped, ([, hash]) => hash)
  return [...byHash].flatMap(([hash, locals]) => {
    const [foreignId, ...others] = primary.get(hash) ?? []
    if (foreignId === undefined || others.length > 0 || locals.length > 1 || mapped.has(foreignId)) return []
    if (carried && !carried.includes(foreignId)) return []
    const [localId] = locals[0]!
    return sameOwnParts(model, foreignId, localId) ? [{ foreignId, localId }] : []
  })
}

/** Parts of an id that name no other entity, a language say, are the same on both sides (F19). What a site counts by itself is not. */
function sameOwnParts(name: ModelName, foreignId: EntityId, localId: EntityId): boolean {
  const identifier = findModel(name)?.identifier ?? []
  const [there, here] = [idParts(foreignId), idParts(localId)]
  return identifier.every(
    ({ generated, association }, at) => generated || association !== undefined || there[at] === here[at]
  )
}

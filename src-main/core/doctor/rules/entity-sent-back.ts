import { findModel } from '../../models/catalogue.ts'
import { examples, type Finding } from '../finding.ts'
import type { MappingRef } from '../mend/mend.ts'
import { readableEndpoint } from '../../replication/readable-endpoint.ts'
import type { Rule } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'
import { bothWays, pairsOf } from './pairs-of.ts'
import { partnerTerms, type PartnerTerms } from '../../languages/partner-terms.ts'

/**
 * Entities that went to another site and came back as copies, since no mapping for the way back was there (F21). Mended by leading the
 * mapping to the original; the copy stays, for people to look at and remove.
 */
export const entitySentBack: Rule = {
  kind: 'entity-sent-back',
  needs: ['idmapping'],
  find: (snapshot, fleet) =>
    bothWays(snapshot, fleet.snapshots.values()).flatMap(({ partner, model }): Finding[] => {
      const terms = partnerTerms(snapshot.site.id, partner.site.id, model, fleet.links)
      const copies = copiesFrom(snapshot, partner, model, terms)
      if (copies.length === 0) return []
      const { mainDomain, name } = partner.site
      // A mapping is only led to an original that can be seen to be there.
      const endpoint = readableEndpoint(snapshot, model)
      const link = fleet.links.find(
        ({ primaryId, replicaId }) => primaryId === partner.site.id && replicaId === snapshot.site.id
      )
      return [
        {
          kind: 'entity-sent-back',
          severity: 'error',
          siteId: snapshot.site.id,
          linkId: link?.id ?? null,
          subject: `${mainDomain}/${model}`,
          evidence: {
            partner: name,
            model: findModel(model)?.shortName ?? model,
            count: copies.length,
            copies: examples(copies.map(({ localId }) => localId)),
            originals: examples(copies.map(({ shouldBe }) => shouldBe))
          },
          mend:
            endpoint && findModel(model)
              ? { act: 'redirect-mappings', foreignHost: mainDomain, model, rows: copies, endpoint }
              : null
        }
      ]
    })
}

/** Original 1 here is L there; L came back here as X. X is a copy as long as the partner got nothing from it in turn. */
function copiesFrom(
  here: SiteSnapshot,
  partner: SiteSnapshot,
  model: string,
  { toHere, toPartner }: PartnerTerms
): (MappingRef & { shouldBe: string })[] {
  const there = pairsOf(partner, here.site, model)
  const back = pairsOf(here, partner.site, model)
  return [...there.values()].flatMap(({ foreignId, localId }) => {
    const original = toHere(foreignId)
    const mapping = back.get(toHere(localId))
    if (!mapping || mapping.localId === original || there.has(toPartner(mapping.localId))) return []
    return [{ ...mapping, shouldBe: original }]
  })
}

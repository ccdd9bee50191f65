import { inverseOf, sameLanguages, sameMap } from '../../languages/language-map.ts'
import { findModel } from '../../models/catalogue.ts'
import type { Link } from '../../topology/link.ts'
import { examples, type Finding } from '../finding.ts'
import type { FleetKnowledge, Rule } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'
import { bothWays, pairsOf } from './pairs-of.ts'
import { partnerTerms, type PartnerTerms } from './partner-terms.ts'

/** Two directions that do not fit together: links that are no twins any more, and mappings that pair different entities. */
export const twinsDisagree: Rule = {
  kind: 'twins-disagree',
  needs: ['idmapping'],
  find: (snapshot, fleet) => [...ofLinks(snapshot, fleet), ...ofMappings(snapshot, fleet)]
}

function ofLinks({ site }: SiteSnapshot, { links }: FleetKnowledge): Finding[] {
  return links
    .filter(({ replicaId, twinId }) => replicaId === site.id && twinId !== null)
    .flatMap((link): Finding[] => {
      const why = disagreement(
        link,
        links.find(({ id }) => id === link.twinId)
      )
      if (!why) return []
      return [
        {
          kind: 'twins-disagree',
          severity: 'warning',
          siteId: site.id,
          linkId: link.id,
          subject: `link/${link.id}`,
          evidence: { why },
          mend: null
        }
      ]
    })
}

function disagreement(link: Link, twin: Link | undefined): string | null {
  if (!twin) return 'twin-gone'
  if (twin.twinId !== link.id) return 'not-mutual'
  if (twin.primaryId !== link.replicaId || twin.replicaId !== link.primaryId) return 'other-sites'
  const models = (one: Link): string =>
    one.models
      .map(({ model }) => model)
      .sort()
      .join()
  if (models(link) !== models(twin)) return 'other-models'
  if (!sameMap(inverseOf(link.languages ?? sameLanguages), twin.languages)) return 'other-languages'
  return link.delivery === twin.delivery ? null : 'other-delivery'
}

function ofMappings(snapshot: SiteSnapshot, fleet: FleetKnowledge): Finding[] {
  return bothWays(snapshot, fleet.snapshots.values()).flatMap(({ partner, model }): Finding[] => {
    const terms = partnerTerms(snapshot.site.id, partner.site.id, model, fleet.links)
    const crossed = crossedPairs(snapshot, partner, model, terms)
    if (crossed.length === 0) return []
    const { name, mainDomain } = partner.site
    return [
      {
        kind: 'twins-disagree',
        severity: 'error',
        siteId: snapshot.site.id,
        linkId: null,
        subject: `${mainDomain}/${model}`,
        evidence: {
          why: 'other-pairs',
          partner: name,
          model: findModel(model)?.shortName ?? model,
          count: crossed.length,
          localIds: examples(crossed)
        },
        mend: null
      }
    ]
  })
}

/**
 * Entities here that the partner knows as one of its own, while another of the partner's leads to them. Copies that came back are a
 * finding of their own.
 */
function crossedPairs(
  here: SiteSnapshot,
  partner: SiteSnapshot,
  model: string,
  { toPartner }: PartnerTerms
): string[] {
  const there = pairsOf(partner, here.site, model)
  const back = pairsOf(here, partner.site, model)
  return [...back.values()]
    .filter(({ foreignId, localId }) => {
      const counterpart = there.get(toPartner(localId))?.localId
      return counterpart !== undefined && counterpart !== toPartner(foreignId)
    })
    .map(({ localId }) => localId)
}

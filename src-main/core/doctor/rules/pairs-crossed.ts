import { findModel } from '../../models/catalogue.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import type { SiteId } from '../../fleet/site.ts'
import { examples, type Finding, type MendChoice } from '../finding.ts'
import type { MappingRef, Mend } from '../mend/mend.ts'
import type { FleetKnowledge } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'
import { choicesFor } from './leading-side.ts'
import { bothWays, pairsOf } from './pairs-of.ts'
import { partnerTerms, type PartnerTerms } from '../../languages/partner-terms.ts'

/** What two sites remember of one model, each for the other. */
export interface Sides {
  readonly here: SiteSnapshot
  readonly partner: SiteSnapshot
  readonly model: ModelName
  readonly terms: PartnerTerms
  /** The partner's rows for what it got from here, and the rows here for what came from there. */
  readonly there: ReadonlyMap<EntityId, MappingRef>
  readonly back: ReadonlyMap<EntityId, MappingRef>
}

/** An entity here, with the partner's that the mapping here names, and the one that the partner names itself. */
export interface Crossed {
  readonly row: MappingRef
  readonly counterpart: MappingRef
}

/** Mappings of two sites that pair different entities with each other. */
export function pairsCrossed(snapshot: SiteSnapshot, fleet: FleetKnowledge): Finding[] {
  return bothWays(snapshot, fleet.snapshots.values()).flatMap(({ partner, model }): Finding[] => {
    const sides = {
      here: snapshot,
      partner,
      model,
      terms: partnerTerms(snapshot.site.id, partner.site.id, model, fleet.links),
      there: pairsOf(partner, snapshot.site, model),
      back: pairsOf(snapshot, partner.site, model)
    }
    const crossed = crossedPairs(sides)
    if (crossed.length === 0) return []
    const choices = choicesFor(sides, crossed, fleet)
    const { name, mainDomain } = partner.site
    const right = agreedSide(sides, crossed, fleet)
    const mend = choices.find(({ choice }) => choice === right)?.mend
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
          localIds: examples(crossed.map(({ row }) => row.localId))
        },
        mend: (mend as Mend | undefined) ?? null,
        ...(choices.length > 0 ? { choices } : {})
      }
    ]
  })
}

/**
 * Entities here that the partner knows as one of its own, while another of the partner's leads to them. Copies that came back are a
 * finding of their own.
 */
function crossedPairs({ there, back, terms: { toPartner } }: Sides): Crossed[] {
  return [...back.values()].flatMap(row => {
    const counterpart = there.get(toPartner(row.localId))
    if (!counterpart || counterpart.localId === toPartner(row.foreignId)) return []
    return [{ row, counterpart }]
  })
}

/** On which side Rexxfleet agreed on every one of the pairs, and never on the other's; null where it does not know. */
function agreedSide(
  { here, partner, model, terms: { toHere, toPartner } }: Sides,
  crossed: readonly Crossed[],
  { links, agreedLocal }: FleetKnowledge
): MendChoice | null {
  const between = (from: SiteId, to: SiteId) =>
    links.find(({ primaryId, replicaId }) => primaryId === from && replicaId === to)
  const [to, from] = [between(here.site.id, partner.site.id), between(partner.site.id, here.site.id)]
  /** Whether the two were agreed on, by whichever link, each named as the site that got it does. */
  const agreed = (local: EntityId, foreign: EntityId): boolean =>
    (to !== undefined && agreedLocal(to.id, model, toPartner(local)) === toPartner(foreign)) ||
    (from !== undefined && agreedLocal(from.id, model, foreign) === local)
  const says = crossed.map(({ row, counterpart }) => ({
    here: agreed(row.localId, row.foreignId),
    there: agreed(row.localId, toHere(counterpart.localId))
  }))
  if (says.every(({ here, there }) => here && !there)) return 'this-leads'
  return says.every(({ here, there }) => there && !here) ? 'other-leads' : null
}

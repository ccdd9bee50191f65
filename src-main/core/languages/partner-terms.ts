import type { SiteId } from '../fleet/site.ts'
import { homeTerms } from './home-terms.ts'
import { inverseOf, namesLanguages, type LanguageMap } from './language-map.ts'
import { findModel } from '../models/catalogue.ts'
import type { EntityId, ModelName } from '../models/model.ts'
import type { Link } from '../topology/link.ts'

/** The same ids in the languages of two sites: each names what it got from the other in its own. */
export interface PartnerTerms {
  toHere(id: EntityId): EntityId
  toPartner(id: EntityId): EntityId
}

const same: PartnerTerms = { toHere: id => id, toPartner: id => id }

/** By the pairs of languages of whatever link the two sites have. */
export function partnerTerms(
  here: SiteId,
  partner: SiteId,
  model: ModelName,
  links: readonly Pick<Link, 'primaryId' | 'replicaId' | 'languages'>[]
): PartnerTerms {
  const to = links.find(link => link.primaryId === here && link.replicaId === partner)
  const from = links.find(link => link.primaryId === partner && link.replicaId === here)
  const languages: LanguageMap | undefined = to?.languages ?? (from?.languages && inverseOf(from.languages))
  if (!namesLanguages(languages) || !findModel(model)) return same
  return {
    toHere: id => homeTerms({ languages }).id(model, id),
    toPartner: id => homeTerms({ languages: inverseOf(languages) }).id(model, id)
  }
}

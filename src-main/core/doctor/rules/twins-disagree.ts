import { inverseOf, sameLanguages, sameMap } from '../../languages/language-map.ts'
import { findModel } from '../../models/catalogue.ts'
import type { Link } from '../../topology/link.ts'
import type { Choice, Finding, FindingEvidence } from '../finding.ts'
import type { TwinChange } from '../mend/mend.ts'
import type { FleetKnowledge, Rule } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'
import { pairsCrossed } from './pairs-crossed.ts'

/** Two directions that do not fit together: links that are no twins any more, and mappings that pair different entities. */
export const twinsDisagree: Rule = {
  kind: 'twins-disagree',
  needs: ['idmapping'],
  find: (snapshot, fleet) => [...ofLinks(snapshot, fleet), ...pairsCrossed(snapshot, fleet)]
}

function ofLinks({ site }: SiteSnapshot, { links }: FleetKnowledge): Finding[] {
  return links
    .filter(({ replicaId, twinId }) => replicaId === site.id && twinId !== null)
    .flatMap((link): Finding[] => {
      const twin = links.find(({ id }) => id === link.twinId)
      const why = disagreement(link, twin)
      if (!why) return []
      const isPaired = twin?.twinId === link.id && goesBack(link, twin)
      return [
        {
          kind: 'twins-disagree',
          severity: 'warning',
          siteId: site.id,
          linkId: link.id,
          subject: `link/${link.id}`,
          evidence: { why, ...(isPaired ? differing(why, link, twin) : {}) },
          mend: isPaired ? null : { act: 'pair-links', changes: pairing(link, links) },
          ...(isPaired ? { choices: choicesOf(link, twin) } : {})
        }
      ]
    })
}

const goesBack = (link: Link, { primaryId, replicaId }: Link): boolean =>
  primaryId === link.replicaId && replicaId === link.primaryId

/** The way back is the one link between the two sites that goes the other way, if there is one: both know each other, or neither. */
function pairing(link: Link, links: readonly Link[]): TwinChange[] {
  const back = links.find(one => goesBack(link, one))
  const wanted: [Link, Link['id'] | null][] = [
    [link, back?.id ?? null],
    ...(back ? [[back, link.id] as [Link, Link['id']]] : [])
  ]
  return wanted
    .filter(([{ twinId }, to]) => twinId !== to)
    .map(([{ id, twinId }, to]) => ({ linkId: id, from: twinId, to }))
}

/** What each of the two says, this one first. */
function differing(why: string, link: Link, twin: Link): FindingEvidence {
  const short = ({ models }: Link): string[] =>
    models.map(({ model }) => findModel(model)?.shortName ?? model)
  if (why === 'other-models') return { models: short(link), otherModels: short(twin) }
  return why === 'other-delivery' ? { delivery: link.delivery, otherDelivery: twin.delivery } : {}
}

/** Either may be right; the one that does not lead becomes as the other is. */
function choicesOf({ id }: Link, twin: Link): Choice[] {
  return [
    { choice: 'this-leads', mend: { act: 'follow-twin', linkId: twin.id } },
    { choice: 'other-leads', mend: { act: 'follow-twin', linkId: id } }
  ]
}

function disagreement(link: Link, twin: Link | undefined): string | null {
  if (!twin) return 'twin-gone'
  if (twin.twinId !== link.id) return 'not-mutual'
  if (!goesBack(link, twin)) return 'other-sites'
  const models = (one: Link): string =>
    one.models
      .map(({ model }) => model)
      .sort()
      .join()
  if (models(link) !== models(twin)) return 'other-models'
  if (!sameMap(inverseOf(link.languages ?? sameLanguages), twin.languages)) return 'other-languages'
  return link.delivery === twin.delivery ? null : 'other-delivery'
}

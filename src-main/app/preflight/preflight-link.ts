import type { ParsedInput } from '../../contract/calls.ts'
import type { NoticeView } from '../../contract/preflight-shapes.ts'
import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import type { Notice } from '../../core/preflight/notice.ts'
import { assertOneToOne, sameLanguages } from '../../core/languages/language-map.ts'
import { judgePreflight } from '../../core/preflight/preflight.ts'
import { collectSide } from '../../core/preflight/reading/collect-side.ts'
import type { Provenance } from '../../core/replication/provenance.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import { cachedReader } from '../../core/workflow/cached-reader.ts'
import { chosenModels } from '../links/plan-link.ts'

export interface PreflightDeps {
  readonly access: SiteAccess
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly provenance: Pick<Provenance, 'wasMade'>
}

/** Reads both sites and judges the link that is wished for. Writes nothing; a link between the two that is there already is left out. */
export async function preflightLink(
  deps: PreflightDeps,
  wish: ParsedInput<'links.preflight'>
): Promise<Notice[]> {
  const models = chosenModels(wish.models)
  assertOneToOne(wish.languages ?? sameLanguages)
  const links = deps.links.list()
  const between = (from: SiteId, to: SiteId): boolean => deps.links.between(from, to) !== null
  const bothWays = wish.bothWays || between(wish.replicaId, wish.primaryId)
  // Of twins that are there already the doctor says it, and can lead one side to the other's pairs.
  const becomesPair = bothWays && !between(wish.primaryId, wish.replicaId)
  const collect = (id: SiteId, other: SiteId): ReturnType<typeof collectSide> => {
    const isOwn = (grantId: number): boolean =>
      deps.provenance.wasMade({ siteId: id, kind: 'grant', rowId: String(grantId) })
    const partner = becomesPair ? deps.sites.get(other)!.mainDomain : null
    return collectSide(cachedReader(deps.access.reader(deps.sites.get(id)!)), models, isOwn, partner)
  }
  const [primary, replica] = await Promise.all([
    collect(wish.primaryId, wish.replicaId),
    collect(wish.replicaId, wish.primaryId)
  ])
  return judgePreflight({
    primary,
    replica,
    models,
    delivery: wish.delivery,
    languages: wish.languages ?? sameLanguages,
    bothWays,
    sites: deps.sites.list(),
    links
  })
}

export function noticeView(notice: Notice): NoticeView {
  const evidence = Object.entries(notice.evidence).map(([name, value]) => [
    name,
    typeof value === 'object' ? [...value] : value
  ])
  return { ...notice, evidence: Object.fromEntries(evidence) as NoticeView['evidence'] }
}

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
  const collect = (id: SiteId): ReturnType<typeof collectSide> => {
    const isOwn = (grantId: number): boolean =>
      deps.provenance.wasMade({ siteId: id, kind: 'grant', rowId: String(grantId) })
    return collectSide(cachedReader(deps.access.reader(deps.sites.get(id)!)), models, isOwn)
  }
  const [primary, replica] = await Promise.all([collect(wish.primaryId), collect(wish.replicaId)])
  const links = deps.links.list()
  const between = (from: SiteId, to: SiteId): boolean => deps.links.between(from, to) !== null
  return judgePreflight({
    primary,
    replica,
    models,
    delivery: wish.delivery,
    languages: wish.languages ?? sameLanguages,
    bothWays: wish.bothWays || between(wish.replicaId, wish.primaryId),
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

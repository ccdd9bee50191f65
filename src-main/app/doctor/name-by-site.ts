import type { Finding, MendChoice } from '../../core/doctor/finding.ts'
import { sameHost } from '../../core/doctor/snapshot.ts'
import type { PlanMendDeps } from './plan-mend.ts'

/**
 * Which of two names of a sender is right, by what its home page says: REST cannot tell its main domain (F45). Mappings learn the name that
 * Rexxfleet knows only where it agreed on some of these very pairs and knows none otherwise: what looks like a name of the site may be that
 * of its test site. Nothing where the site tells nothing.
 */
export async function nameBySite(
  { site, prober }: Pick<PlanMendDeps, 'site' | 'prober'>,
  { choices = [], evidence }: Finding
): Promise<MendChoice | undefined> {
  const move = choices.flatMap(({ mend }) => (mend.act === 'move-site' ? [mend] : []))[0]
  if (!move) return undefined
  const { baseUrl, allowHttp, mainDomain } = site(move.siteId)
  const said = await prober.probe(baseUrl, { allowHttp }).catch(() => null)
  // The first is what the site calls itself; the rest is how it can be reached.
  const name = said?.mainDomainHints[0]
  if (name === undefined) return undefined
  if (sameHost(name, move.mainDomain)) return 'move-site'
  const isProven = Number(evidence['agreed'] ?? 0) > 0 && evidence['agreedOtherwise'] === 0
  return sameHost(name, mainDomain) && isProven ? 'rename-mappings' : undefined
}

import { resembles } from '../../fleet/main-domain.ts'
import type { Site } from '../../fleet/site.ts'
import type { Finding } from '../finding.ts'
import type { FleetKnowledge, Rule } from '../rule.ts'
import { sameHost, type SiteSnapshot } from '../snapshot.ts'

/**
 * Mappings of a sender that looks like a site of the fleet under another name: the next push under the name that is known now creates
 * everything a second time (F38). Put right by moving the site, or by correcting its main domain.
 */
export const senderNameDiffers: Rule = {
  kind: 'sender-name-differs',
  needs: ['idmapping'],
  find(snapshot, fleet) {
    const hosts = new Map<string, { host: string; count: number }>()
    for (const { foreignHost, pairs } of snapshot.mappings) {
      const key = foreignHost.toLowerCase()
      hosts.set(key, { host: foreignHost, count: (hosts.get(key)?.count ?? 0) + pairs.length })
    }
    return [...hosts.values()].flatMap(({ host, count }): Finding[] => {
      const site = meant(host, snapshot, fleet)
      if (!site) return []
      const link = fleet.links.find(
        ({ primaryId, replicaId }) => primaryId === site.id && replicaId === snapshot.site.id
      )
      return [
        {
          kind: 'sender-name-differs',
          severity: link ? 'error' : 'warning',
          siteId: snapshot.site.id,
          linkId: link?.id ?? null,
          subject: host.toLowerCase(),
          evidence: { foreignHost: host, count, sender: site.name, mainDomain: site.mainDomain },
          mend: null
        }
      ]
    })
  }
}

/** The one site that is probably meant; null where the name is known, or could be several. */
function meant(host: string, { site }: SiteSnapshot, { sites }: FleetKnowledge): Site | null {
  if (sites.some(({ mainDomain }) => sameHost(mainDomain, host))) return null
  const alike = sites.filter(other => other.id !== site.id && resembles(other.mainDomain, host))
  return alike.length === 1 ? alike[0]! : null
}

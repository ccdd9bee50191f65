import { resembles } from '../../fleet/main-domain.ts'
import type { Site } from '../../fleet/site.ts'
import type { LinkId } from '../../topology/link.ts'
import type { Choice, Finding } from '../finding.ts'
import type { FleetKnowledge, Rule } from '../rule.ts'
import { sameHost, type SiteSnapshot } from '../snapshot.ts'

/**
 * Mappings of a sender that looks like a site of the fleet under another name: the next push under the name that is known now creates
 * everything a second time (F38). Either the mappings learn the name that is known, or the site is moved to theirs: which of the two is right
 * only the site itself tells (F45), or a person.
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
          evidence: {
            foreignHost: host,
            count,
            sender: site.name,
            mainDomain: site.mainDomain,
            ...(link ? agreedUnder(host, snapshot, fleet, link.id) : {})
          },
          mend: null,
          choices: choicesFor(host, site, snapshot)
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

/** As many pairs of a model as show whose mappings these are. */
const sample = 200

/** How many of the pairs Rexxfleet agreed on as coming from the very site, and how many it knows otherwise. */
function agreedUnder(
  host: string,
  { mappings }: SiteSnapshot,
  { agreedLocal }: FleetKnowledge,
  linkId: LinkId
): { agreed: number; agreedOtherwise: number } {
  const known = mappings
    .filter(({ foreignHost }) => sameHost(foreignHost, host))
    .flatMap(({ model, pairs }) =>
      pairs.slice(0, sample).map(({ foreignId, localId }) => {
        const agreed = agreedLocal(linkId, model, foreignId)
        return agreed === null ? null : agreed === localId
      })
    )
  return {
    agreed: known.filter(same => same === true).length,
    agreedOtherwise: known.filter(same => same === false).length
  }
}

function choicesFor(host: string, { id, mainDomain }: Site, { mappings }: SiteSnapshot): Choice[] {
  const strangers = mappings
    .filter(({ foreignHost }) => sameHost(foreignHost, mainDomain))
    .flatMap(({ pairs }) => pairs.map(({ rowId }) => rowId))
  return [
    {
      choice: 'rename-mappings',
      mend: { act: 'rename-mappings', from: host, to: mainDomain, strangers }
    },
    { choice: 'move-site', mend: { act: 'move-site', siteId: id, mainDomain: host.toLowerCase() } }
  ]
}

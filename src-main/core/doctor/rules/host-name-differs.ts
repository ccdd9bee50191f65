import { templateAddress } from '../../discovery/receiver.ts'
import { addressKey } from '../../fleet/address.ts'
import type { HostRow } from '../../fleet/management.ts'
import type { Site } from '../../fleet/site.ts'
import { calendarEvent } from '../../models/calendar.ts'
import { receiverOf } from '../../topology/receiver.ts'
import type { Finding } from '../finding.ts'
import type { Mend } from '../mend/mend.ts'
import type { Rule } from '../rule.ts'
import { sameHost, type SiteSnapshot } from '../snapshot.ts'
import { receiverIn } from './receivers.ts'
import { holdsKey, meantTemplate } from './templates.ts'

/** Why the name stays, as a stable word: another receiver has it, or nobody could say where pushes would go under it. */
type Obstacle = 'name-taken' | 'address-unsure' | 'key-in-address'

/**
 * Host rows that name their receiver neither by its main domain nor by the address at which it is reached, as Rexxfleet does (F38). Mended
 * by its main domain. Where the address hangs on the name, pushes go on to where Rexxfleet itself reaches the site.
 */
export const hostNameDiffers: Rule = {
  kind: 'host-name-differs',
  needs: ['host'],
  find: (snapshot, fleet) =>
    snapshot.hosts.flatMap((host): Finding[] => {
      const receiver = receiverIn(snapshot, fleet, host)
      // By its name alone a receiver is not known well enough to say that the name is wrong.
      if (!receiver?.evidence.some(one => one !== 'name')) return []
      const { site } = receiver
      if ([site.mainDomain, receiverOf(site).host].some(name => sameHost(name, host.host))) return []
      const mend = renaming(snapshot, host, site)
      return [
        {
          kind: 'host-name-differs',
          severity: 'warning',
          siteId: snapshot.site.id,
          linkId: null,
          subject: `host/${host.id}`,
          evidence: {
            host: host.host,
            mainDomain: site.mainDomain,
            receiver: site.name,
            ...(typeof mend === 'string' ? { notMendedBecause: mend } : {})
          },
          mend: typeof mend === 'string' ? null : mend
        }
      ]
    })
}

function renaming(snapshot: SiteSnapshot, host: HostRow, receiver: Site): Mend | Obstacle {
  const { id, host: name, urlTemplate } = host
  const to = receiver.mainDomain
  // Names of receivers are unique.
  if (snapshot.hosts.some(other => sameHost(other.host, to))) return 'name-taken'
  const next = templateUnder(urlTemplate, receiver)
  if (next === null) return 'address-unsure'
  const moves = next !== urlTemplate
  if (moves && holdsKey(urlTemplate)) return 'key-in-address'
  const hasCalendar = snapshot.dataSources.some(({ identifier }) => identifier === calendarEvent)
  return {
    act: 'rename-host',
    change: {
      what: 'host',
      rowId: id,
      name,
      from: { host: name, ...(moves ? { urlTemplate } : {}) },
      to: { host: to, ...(moves ? { urlTemplate: next } : {}) },
      why: 'main-domain'
    },
    targets: hasCalendar ? [{ from: name, to }] : []
  }
}

/** The template once the row has the receiver's main domain; null where pushes would go elsewhere than to the receiver's address. */
function templateUnder(urlTemplate: string, receiver: Site): string | null {
  const { mainDomain, baseUrl } = receiver
  const hangsOnName = urlTemplate.trim() === '' || urlTemplate.includes('[[HOST]]')
  if (!hangsOnName) return urlTemplate
  const leads = (template: string): boolean =>
    templateAddress({ host: mainDomain, urlTemplate: template }) === addressKey(baseUrl)
  if (leads(urlTemplate)) return urlTemplate
  const { protocol } = new URL(baseUrl)
  const written = urlTemplate.trim() === '' ? `${protocol}//${meantTemplate}` : urlTemplate
  const next = written.replaceAll('[[HOST]]', receiverOf(receiver).host)
  return leads(next) ? next : null
}

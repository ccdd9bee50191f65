import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { sameHost } from '../snapshot.ts'
import { receiverIn } from './receivers.ts'

/**
 * Host rows that name their receiver otherwise than it names itself (F38). Not mended: the address in the template usually hangs on the
 * name, and only people know under which one the site is to be reached.
 */
export const hostNameDiffers: Rule = {
  kind: 'host-name-differs',
  needs: ['host'],
  find: (snapshot, fleet) =>
    snapshot.hosts.flatMap((host): Finding[] => {
      const receiver = receiverIn(snapshot, fleet, host)
      // By its name alone a receiver is not known well enough to say that the name is wrong.
      if (!receiver?.evidence.some(one => one !== 'name')) return []
      if (sameHost(receiver.site.mainDomain, host.host)) return []
      return [
        {
          kind: 'host-name-differs',
          severity: 'warning',
          siteId: snapshot.site.id,
          linkId: null,
          subject: `host/${host.id}`,
          evidence: { host: host.host, mainDomain: receiver.site.mainDomain, receiver: receiver.site.name },
          mend: null
        }
      ]
    })
}

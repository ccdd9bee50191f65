import { isLoopback } from '../../fleet/address.ts'
import type { HostRow } from '../../fleet/management.ts'
import type { Site } from '../../fleet/site.ts'
import { filledTemplate } from '../../discovery/receiver.ts'
import type { Finding } from '../finding.ts'
import type { Mend } from '../mend/mend.ts'
import type { Rule } from '../rule.ts'
import { receiverIn } from './receivers.ts'
import { holdsKey, meantTemplate } from './templates.ts'

type Flaw = 'empty' | 'no-scheme' | 'http'

/** Templates without a scheme, and such that send keys and contents over plain http (F30). */
export const templateUnsafe: Rule = {
  kind: 'template-unsafe',
  needs: ['host'],
  find: (snapshot, fleet) =>
    snapshot.hosts.flatMap((host): Finding[] => {
      const flaw = flawOf(host)
      if (!flaw) return []
      const receiver = receiverIn(snapshot, fleet, host)?.site ?? null
      return [
        {
          kind: 'template-unsafe',
          severity: flaw === 'http' ? 'warning' : 'error',
          siteId: snapshot.site.id,
          linkId: null,
          subject: `host/${host.id}`,
          evidence: { host: host.host, flaw },
          mend: mendOf(host, flaw, receiver)
        }
      ]
    })
}

function flawOf({ host, urlTemplate }: HostRow): Flaw | null {
  if (urlTemplate.trim() === '') return 'empty'
  const filled = filledTemplate(host, urlTemplate)
  if (/^https:\/\//i.test(filled)) return null
  if (!/^http:\/\//i.test(filled)) return 'no-scheme'
  const name = /^http:\/\/(\[[^\]]*\]|[^/:?#]*)/i.exec(filled)?.[1] ?? ''
  return isLoopback(name) ? null : 'http'
}

/** Whether https works can only be known of sites of the fleet. A template with a key written into it is not copied into a plan. */
function mendOf({ id, host, urlTemplate }: HostRow, flaw: Flaw, receiver: Site | null): Mend | null {
  const scheme = receiver === null ? 'https:' : new URL(receiver.baseUrl).protocol
  if (holdsKey(urlTemplate) || (flaw === 'http' && (receiver === null || scheme !== 'https:'))) return null
  const bare = (urlTemplate.trim() === '' ? meantTemplate : urlTemplate).replace(/^http:\/\//i, '')
  return {
    act: 'set-fields',
    change: {
      what: 'host',
      rowId: id,
      name: host,
      from: { urlTemplate },
      to: { urlTemplate: `${scheme}//${bare.replace(/^\/\//, '')}` },
      why: 'template-with-scheme'
    }
  }
}

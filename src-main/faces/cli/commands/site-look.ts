/** Looks at a site, or at an address that is none yet. Nothing is changed anywhere. */
import { resolve } from 'node:path'
import { findSite } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { moment, plain, table } from '../table.ts'

export async function probeAddress(
  session: Session,
  address: string,
  options: { allowHttp?: boolean }
): Promise<Outcome> {
  const probe = await session.call('sites.probe', { address, allowHttp: options.allowHttp ?? false })
  const hints = probe.mainDomainHints.map(plain).join(', ')
  return {
    data: { probe },
    lines: [
      `${probe.baseUrl} answers as a Cloudrexx site, in ${Math.round(probe.latencyMs)} ms.`,
      hints ? `Its main domain may be: ${hints}` : 'Its main domain could not be seen from outside.'
    ]
  }
}

/** The key is shown as dots: the script that works goes into a file, with --save. */
export async function siteScript(
  session: Session,
  text: string,
  options: { save?: string }
): Promise<Outcome> {
  const site = findSite({ sites: await session.call('sites.list', {}) }, text)
  if (options.save !== undefined) {
    const saved = await session.call('sites.saveScript', { siteId: site.id, path: resolve(options.save) })
    return {
      data: { site, path: saved.path, script: null },
      lines: [saved.path, 'It holds the new key: delete it afterwards.']
    }
  }
  const script = await session.call('sites.script', { siteId: site.id })
  return { data: { site, path: null, script }, lines: script.map(line => line.text) }
}

export async function siteHealth(session: Session, text: string): Promise<Outcome> {
  const site = findSite({ sites: await session.call('sites.list', {}) }, text)
  const health = await session.call('sites.health', { siteId: site.id })
  const rows = health.map(one => [
    moment(one.checkedAt),
    one.state,
    one.latencyMs === null ? '' : `${Math.round(one.latencyMs)} ms`,
    one.code ?? ''
  ])
  return { data: { site, health }, lines: table(['AT', 'HEALTH', 'TIME', 'TROUBLE'], rows) }
}

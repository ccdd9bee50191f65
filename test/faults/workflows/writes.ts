import type { LoggedRequest } from '../../../src-main/demo/site-double.ts'
import type { TestSite } from '../../support/fleet.ts'

export const isWrite = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** The requests that could have changed something on a site. */
export function writesOn({ double }: TestSite): LoggedRequest[] {
  return double.log.requests.filter(({ method }) => isWrite(method))
}

/** Whether a write is the workflow's own. Leases are hosts to the site; how often one is taken depends on how often a program begins. */
export function isOwn({ endpoint }: Pick<LoggedRequest, 'endpoint'>): boolean {
  return endpoint !== 'rexxfleet-host'
}

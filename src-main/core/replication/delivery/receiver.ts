import type { HostRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { Link } from '../../topology/link.ts'
import { receiverOf } from '../../topology/receiver.ts'
import type { ReplicationDeps } from '../steps/deps.ts'

/** The host row of a link on its primary; null where there is none. */
export async function hostRowOf(
  deps: ReplicationDeps,
  site: SiteReader,
  link: Link
): Promise<HostRow | null> {
  const { host } = receiverOf(deps.sites.get(link.replicaId)!)
  return (await site.rows('host', { host })).find(row => row.host === host) ?? null
}

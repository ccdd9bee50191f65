import type { SiteWriter } from '../../fleet/site-access.ts'
import type { Leases } from '../../lease/leases.ts'
import { hostState } from '../../topology/receiver.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import type { DeliveryNotes } from './delivery-notes.ts'
import { changesFor, receiverRow } from './queue.ts'

export interface LetGoDeps {
  readonly primary: SiteWriter
  readonly notes: DeliveryNotes
  readonly link: (id: LinkId) => Link
  readonly writer: (siteId: string) => SiteWriter
  readonly leases: Leases
  /** Whether a run of the link is at work in this program: it lets its receiver go itself. */
  readonly isBusy: (id: LinkId) => boolean
}

/**
 * Lets Cloudrexx push again to replicas of live links that had got everything before others had, now that nothing waits for them any more.
 * Never fails: where one cannot be let go now, the next run of its link does it.
 */
export async function letOthersGo(deps: LetGoDeps): Promise<void> {
  for (const id of deps.notes.ahead()) {
    if (!deps.isBusy(id)) await letGo(deps, id).catch(() => undefined)
  }
}

async function letGo(deps: LetGoDeps, id: LinkId): Promise<void> {
  const { primary, notes, leases } = deps
  const link = linkOrNull(deps, id)
  if (link?.delivery !== 'live') return notes.noteAhead(id, false)
  const replica = deps.writer(link.replicaId)
  const host = await receiverRow(primary, replica.site)
  if (link.state !== 'ready' || !host || (await changesFor(primary, host.id)).length > 0) return
  // Whoever else works on it needs it stopped (F42, F44).
  const lease = await leases.hold(replica, primary.site.mainDomain)
  try {
    if (deps.isBusy(id)) return
    lease.requireHeld()
    if (host.state === hostState.stopped) await primary.updateRow('host', host.id, { state: hostState.idle })
    notes.noteAhead(id, false)
  } finally {
    await lease.giveBack()
  }
}

/** Null for one that was taken off since. */
function linkOrNull({ link }: LetGoDeps, id: LinkId): Link | null {
  try {
    return link(id)
  } catch {
    return null
  }
}

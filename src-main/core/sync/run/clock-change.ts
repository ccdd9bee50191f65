import type { Notes } from '../../shared/ports.ts'
import type { LinkId } from '../../topology/link.ts'
import type { ItemRecord, RunRepository } from '../records.ts'

/** Remembers, over a restart, how far the clock of a link's replica was ahead of the own one, in milliseconds. */
export interface SiteClocks {
  ahead(linkId: LinkId): number | null
  note(linkId: LinkId, ahead: number): void
}

export function siteClocks(notes: Pick<Notes, 'get' | 'set'>): SiteClocks {
  const name = (linkId: LinkId): string => `clock/${linkId}`
  return {
    ahead: linkId => notes.get(name(linkId)) as number | null,
    note: (linkId, ahead) => notes.set(name(linkId), ahead)
  }
}

/** A site tells its time in whole seconds, and answers take a while. */
const inexactMs = 3_000

const pageSize = 2_000

/**
 * The own clock may have been put forward since an earlier program sent something: by it a request would seem to be long over that is at work
 * on the site (F44). The site's clock tells by how much; what may be at work gets the time that the own clock would give it now. A clock that
 * was put back only makes everybody wait longer, and is left alone.
 */
export function followClock(runs: RunRepository, runId: string, putForward: number): void {
  if (putForward < inexactMs) return
  for (let after = -1; ;) {
    const items = runs.items(runId, { states: ['sending', 'unknown'], after, limit: pageSize })
    if (items.length === 0) return
    after = items.at(-1)!.position
    const moved = ({ position, changedAt }: ItemRecord) => {
      return { position, patch: { changedAt: changedAt + putForward } }
    }
    runs.updateItems(runId, items.map(moved))
  }
}

import type { HostRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { Whereabouts } from '../relaunch.ts'
import { movedHost } from '../rename.ts'

interface Change {
  readonly row: HostRow
  readonly patch: { readonly host?: string; readonly urlTemplate?: string }
}

export interface HostChanges {
  readonly changes: readonly Change[]
  /** Names that stay, since there is a receiver of the new name already; names of receivers are unique. */
  readonly taken: readonly string[]
}

/** What a move changes among the receivers of a partner. */
export async function hostChanges(
  site: SiteReader,
  from: Whereabouts,
  to: Whereabouts
): Promise<HostChanges> {
  const rows = await site.rows('host')
  const names = new Set(rows.map(row => row.host.toLowerCase()))
  const changes: Change[] = []
  const taken: string[] = []
  for (const row of rows) {
    const { host, urlTemplate } = movedHost(row, from, to)
    const isTaken = host !== row.host && names.has(host.toLowerCase())
    if (isTaken) taken.push(row.host)
    const patch = {
      ...(host === row.host || isTaken ? {} : { host }),
      ...(urlTemplate === row.urlTemplate ? {} : { urlTemplate })
    }
    if (Object.keys(patch).length > 0) changes.push({ row, patch })
  }
  return { changes, taken }
}

/** What a partner pushes to the site goes to its new address: the receiver's row, and every template that names the old one. */
export function renameHosts(siteId: SiteId, from: Whereabouts, to: Whereabouts): Step {
  return {
    id: `${siteId}/hosts/${to.mainDomain}`,
    kind: 'rename-hosts',
    siteId,
    async look({ reader }) {
      const { changes, taken } = await hostChanges(reader(siteId), from, to)
      const effects: Effect[] = [
        ...changes.map(({ row, patch }) => ({
          ...({ act: 'update', what: 'host' } as const),
          name: patch.host ?? row.host
        })),
        ...taken.map(name => ({
          ...({ act: 'keep', what: 'host', why: 'known-under-both' } as const),
          name
        }))
      ]
      return { done: changes.length === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const { changes } = await hostChanges(site, from, to)
      for (const { row, patch } of changes) await site.updateRow('host', row.id, patch)
    },
    inverse: () => renameHosts(siteId, to, from)
  }
}

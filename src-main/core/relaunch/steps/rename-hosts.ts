import type { HostRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import { isHostOf, templateFor } from '../rename.ts'

interface Change {
  readonly row: HostRow
  readonly patch: { readonly host?: string; readonly urlTemplate?: string }
}

interface Found {
  readonly changes: readonly Change[]
  /** The receiver is there under the new name already; names of receivers are unique. */
  readonly taken: boolean
}

/** What a partner pushes to the site goes to its new address: the receiver's row, and every template that names the old one. */
export function renameHosts(siteId: SiteId, from: string, to: string): Step {
  async function find(site: SiteReader): Promise<Found> {
    const rows = await site.rows('host')
    const taken = rows.some(row => isHostOf(row, to))
    const changes = rows.map(row => {
      const host = isHostOf(row, from) && !taken ? { host: to } : {}
      const urlTemplate = templateFor(row.urlTemplate, from, to)
      return { row, patch: { ...host, ...(urlTemplate === row.urlTemplate ? {} : { urlTemplate }) } }
    })
    return {
      changes: changes.filter(({ patch }) => Object.keys(patch).length > 0),
      taken: taken && rows.some(row => isHostOf(row, from))
    }
  }

  return {
    id: `${siteId}/hosts/${to}`,
    kind: 'rename-hosts',
    siteId,
    async look({ reader }) {
      const { changes, taken } = await find(reader(siteId))
      const effects: Effect[] = []
      if (changes.length > 0) effects.push({ act: 'update', what: 'host', name: to, count: changes.length })
      if (taken) effects.push({ act: 'keep', what: 'host', name: from, why: 'known-under-both' })
      return { done: changes.length === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const { row, patch } of (await find(site)).changes) await site.updateRow('host', row.id, patch)
    },
    inverse: () => renameHosts(siteId, to, from)
  }
}

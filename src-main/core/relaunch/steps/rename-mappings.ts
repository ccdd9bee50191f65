import type { SiteReader } from '../../fleet/site-access.ts'
import { inWindow } from '../../shared/in-window.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Look, Step } from '../../workflow/step.ts'
import { foreignEntity } from '../rename.ts'
import type { Partner } from '../relaunch.ts'

/** Rows renamed at a time; the way to the site may take fewer. */
const atOnce = 4

interface Found {
  readonly movable: readonly number[]
  /** Rows whose entity is known under the other name as well: with both under one name each push of it is refused (F44). */
  readonly doubled: number
}

/** A partner knows what it got from the site under the new name (F38). Rows that are renamed already are left alone, so it can be resumed. */
export function renameMappings(
  partner: Partner,
  from: string,
  to: string,
  direction: 'there' | 'back' = 'there'
): Step {
  const { siteId } = partner
  const excluded = new Set(direction === 'back' ? partner.strangers : [])

  async function find(site: SiteReader): Promise<Found> {
    const taken = new Set<string>()
    for await (const rows of site.rowPages('idmapping', { foreignHost: to }))
      for (const row of rows) taken.add(foreignEntity(row))
    const movable: number[] = []
    let doubled = 0
    for await (const rows of site.rowPages('idmapping', { foreignHost: from })) {
      for (const row of rows) {
        if (excluded.has(row.id)) continue
        if (taken.has(foreignEntity(row))) doubled += 1
        else movable.push(row.id)
      }
    }
    return { movable, doubled }
  }

  return {
    id: `${siteId}/mappings/${to}`,
    kind: 'rename-mappings',
    siteId,
    // Where nothing had to be renamed, an undo still has to bring back what was pushed since.
    ...(partner.mapped ? {} : { onlyChecks: true }),
    async look({ reader }): Promise<Look> {
      const { movable, doubled } = await find(reader(siteId))
      const effects: Effect[] = []
      if (movable.length > 0)
        effects.push({ act: 'update', what: 'mapping', name: to, count: movable.length })
      if (doubled > 0)
        effects.push({ act: 'keep', what: 'mapping', name: from, count: doubled, why: 'known-under-both' })
      return { done: movable.length === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const { movable } = await find(site)
      const failures: unknown[] = []
      await inWindow(movable, atOnce, async id => {
        // The first failure ends it: what is left is found again when the workflow is resumed.
        if (failures.length > 0) return
        try {
          await site.updateRow('idmapping', id, { foreignHost: to })
        } catch (thrown) {
          failures.push(thrown)
        }
      })
      if (failures.length > 0) throw failures[0]
    },
    inverse: () => renameMappings(partner, to, from, direction === 'there' ? 'back' : 'there')
  }
}

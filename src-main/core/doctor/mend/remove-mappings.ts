import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import { modelNamed } from '../../models/catalogue.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import { mappingRefs, mappingRow, pairKey } from './mapping-rows.ts'
import type { MappingRef, Mend } from './mend.ts'

type Wish = Extract<Mend, { act: 'remove-mappings' }>

/** Mapping rows go that lead to nothing (F43), or that stand beside another for the same entity (F44). No entity is touched. */
export function removeMappings(siteId: SiteId, wish: Wish): Step {
  const { foreignHost, model, rows, because } = wish
  const name = modelNamed(model).shortName

  /** Those of the rows that still stand, parted by whether their reason still holds. */
  async function parted(site: SiteReader): Promise<{ goes: MappingRef[]; stays: MappingRef[] }> {
    const all = await mappingRefs(site, foreignHost, model)
    const wanted = new Map(rows.map(row => [row.rowId, pairKey(row)]))
    const standing = all.filter(row => wanted.get(row.rowId) === pairKey(row))
    const isReason = await reason(site, all, standing, new Set(standing.map(({ rowId }) => rowId)))
    return { goes: standing.filter(isReason), stays: standing.filter(row => !isReason(row)) }
  }

  async function reason(
    site: SiteReader,
    all: readonly MappingRef[],
    standing: readonly MappingRef[],
    going: ReadonlySet<number>
  ): Promise<(row: MappingRef) => boolean> {
    if (because === 'mapping-doubled') {
      const kept = new Set(all.filter(({ rowId }) => !going.has(rowId)).map(({ foreignId }) => foreignId))
      return row => kept.has(row.foreignId)
    }
    const source = { endpoint: wish.endpoint!, model: modelNamed(model) }
    const ids = standing.map(({ localId }) => localId)
    const found = ids.length === 0 ? [] : await site.entitiesById(source, ids)
    const there = new Set(found.map(({ id }) => id))
    return row => !there.has(row.localId)
  }

  return {
    id: `${siteId}/remove-mappings/${model}`,
    kind: 'remove-mappings',
    siteId,
    async look({ reader }) {
      const { goes, stays } = await parted(reader(siteId))
      const effects: Effect[] = []
      if (goes.length > 0)
        effects.push({ act: 'remove', what: 'mapping', name, count: goes.length, why: because })
      if (stays.length > 0) effects.push({ act: 'keep', what: 'mapping', name, count: stays.length })
      return { done: goes.length === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const { rowId } of (await parted(site)).goes) await site.removeRow('idmapping', rowId)
    },
    inverse: () => restoreMappings(siteId, wish)
  }
}

/** The mappings stand again, under new row ids. */
function restoreMappings(siteId: SiteId, wish: Wish): Step {
  const { foreignHost, model, rows } = wish
  const name = modelNamed(model).shortName
  const missing = async (site: SiteReader): Promise<MappingRef[]> => {
    const there = new Set((await mappingRefs(site, foreignHost, model)).map(pairKey))
    return rows.filter(row => !there.has(pairKey(row)))
  }
  return {
    id: `${siteId}/restore-mappings/${model}`,
    kind: 'restore-mappings',
    siteId,
    async look({ reader }) {
      const { length } = await missing(reader(siteId))
      const effects: Effect[] = length === 0 ? [] : [{ act: 'create', what: 'mapping', name, count: length }]
      return { done: length === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const row of await missing(site))
        await site.createRow('idmapping', mappingRow(foreignHost, model, row))
    },
    inverse: () => removeMappings(siteId, wish)
  }
}

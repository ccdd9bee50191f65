import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import { modelNamed } from '../../models/catalogue.ts'
import type { Step } from '../../workflow/step.ts'
import { localIdFields, mappingRefs } from './mapping-rows.ts'
import type { Mend } from './mend.ts'
import { outdated } from './outdated.ts'

type Wish = Extract<Mend, { act: 'redirect-mappings' }>

/** Mappings lead to the originals instead of to their copies (F21), so that the next push finds those. No entity is touched. */
export function redirectMappings(siteId: SiteId, wish: Wish): Step {
  const { foreignHost, model, rows } = wish
  const name = modelNamed(model).shortName

  async function open(site: SiteReader): Promise<Wish['rows']> {
    const now = new Map((await mappingRefs(site, foreignHost, model)).map(row => [row.rowId, row.localId]))
    const fits = rows.every(row => [row.localId, row.shouldBe].includes(now.get(row.rowId) ?? ''))
    if (!fits) throw outdated(`The mappings of ${name} were changed meanwhile.`)
    const pending = rows.filter(row => now.get(row.rowId) !== row.shouldBe)
    await requireOriginals(site, pending)
    return pending
  }

  async function requireOriginals(site: SiteReader, pending: Wish['rows']): Promise<void> {
    if (wish.endpoint === null || pending.length === 0) return
    const ids = [...new Set(pending.map(({ shouldBe }) => shouldBe))]
    const source = { endpoint: wish.endpoint, model: modelNamed(model) }
    const found = await site.entitiesById(source, ids)
    if (found.length < ids.length) throw outdated(`Originals of ${name} are gone.`)
  }

  return {
    id: `${siteId}/redirect-mappings/${model}`,
    kind: 'redirect-mappings',
    siteId,
    async look({ reader }) {
      const { length } = await open(reader(siteId))
      const effects = [
        {
          act: 'update',
          what: 'mapping',
          name,
          count: length,
          why: wish.crossed ? 'to-its-counterpart' : 'to-the-original'
        }
      ] as const
      return { done: length === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const { rowId, shouldBe } of await open(site))
        await site.updateRow('idmapping', rowId, { localId: localIdFields(model, shouldBe) })
    },
    inverse: () =>
      redirectMappings(siteId, {
        ...wish,
        endpoint: null,
        rows: rows.map(row => ({ ...row, localId: row.shouldBe, shouldBe: row.localId }))
      })
  }
}

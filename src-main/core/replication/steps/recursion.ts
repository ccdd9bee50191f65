import type { DataSourceRow, PhpArray } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import { recursionFor, type Recursion } from '../../models/recursion.ts'
import type { Model } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import { dataSourceOf } from './data-source.ts'
import type { ReplicationDeps } from './deps.ts'
import { isNeededByOthers, type Users } from './ownership.ts'

/** Remembered under the data source while Rexxfleet's options are on it: what it had before. */
const noteName = (siteId: SiteId, sourceId: number): string => `former-options/${siteId}/${sourceId}`

function isOn(options: PhpArray): boolean {
  const recurse = options['recurse']
  return recurse === true || recurse === 1 || recurse === '1'
}

function wanted(former: PhpArray, { skipped }: Recursion): PhpArray {
  const list = Object.fromEntries(skipped.map((path, at) => [String(at), path]))
  return { ...former, recurse: '1', ...(skipped.length > 0 ? { skippedRecursions: list } : {}) }
}

/** Whether somebody else's key reads through the data source: what we change on it changes what they see. */
async function readByOthers(
  deps: ReplicationDeps,
  site: SiteReader,
  source: DataSourceRow
): Promise<boolean> {
  const endpoints = await site.rows('endpoint', { dataSource: source.id })
  for (const endpoint of endpoints) {
    const grants = await site.rows('grant', { dataAccess: endpoint.id })
    const ours = (id: number): boolean =>
      deps.provenance.wasMade({ siteId: site.site.id, kind: 'grant', rowId: String(id) })
    if (grants.some(grant => !ours(grant.id))) return true
  }
  return false
}

/** The relations of the model can be read through its data source; null where none have to be (F12). */
export function readRelations(
  deps: ReplicationDeps,
  siteId: SiteId,
  model: Model,
  users: Users
): Step | null {
  const recursion = recursionFor(model)
  if (!recursion) return null
  return {
    id: `${siteId}/recursion/${model.name}`,
    kind: 'read-relations',
    siteId,
    async look({ reader }) {
      const source = await dataSourceOf(reader(siteId), model.name)
      if (source && isOn(source.options)) {
        return { done: true, effects: [{ act: 'reuse', what: 'datasource', name: model.name }], result: null }
      }
      const shared = source !== null && (await readByOthers(deps, reader(siteId), source))
      const effect: Effect = {
        act: 'update',
        what: 'datasource',
        name: model.name,
        ...(shared && { why: 'read-by-others' })
      }
      return { done: false, effects: [effect], result: null }
    },
    async act({ writer }) {
      const source = await dataSourceOf(writer(siteId), model.name)
      if (!source)
        throw new AppError('step-failed', `The data source of ${model.name} is gone again.`, {
          model: model.name
        })
      deps.notes.set(noteName(siteId, source.id), source.options)
      await writer(siteId).updateRow('datasource', source.id, { options: wanted(source.options, recursion) })
    },
    inverse: () => leaveRelations(deps, siteId, model, users)
  }
}

/** The data source gets its former options back, once no other link reads relations through it (ground rule 9). */
export function leaveRelations(deps: ReplicationDeps, siteId: SiteId, model: Model, users: Users): Step {
  const others = (id: number): boolean =>
    isNeededByOthers(deps.provenance, { siteId, kind: 'datasource', rowId: String(id) }, users)

  return {
    id: `${siteId}/recursion/${model.name}`,
    kind: 'leave-relations',
    siteId,
    async look({ reader }) {
      const source = await dataSourceOf(reader(siteId), model.name)
      const former = source && deps.notes.get(noteName(siteId, source.id))
      if (!source || !former) return { done: true, effects: [], result: null }
      if (others(source.id)) {
        const effect: Effect = { act: 'keep', what: 'datasource', name: model.name, why: 'used-by-others' }
        return { done: true, effects: [effect], result: null }
      }
      return { done: false, effects: [{ act: 'update', what: 'datasource', name: model.name }], result: null }
    },
    async act({ writer }) {
      const source = await dataSourceOf(writer(siteId), model.name)
      const former = source && deps.notes.get(noteName(siteId, source.id))
      if (!source || !former) return
      await writer(siteId).updateRow('datasource', source.id, { options: former as PhpArray })
      deps.notes.remove(noteName(siteId, source.id))
    },
    inverse: () => readRelations(deps, siteId, model, users)
  }
}

import type { DataSourceRow, GrantRow, PhpArray } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Model } from '../../models/model.ts'
import { recursionFor } from '../../models/recursion.ts'
import {
  sameRecursion,
  tellingOptions,
  tellsRelations,
  withFormerRecursion
} from '../../models/recursion-options.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import { dataSourceOf } from './data-source.ts'
import type { ReplicationDeps } from './deps.ts'
import { keyRowOf } from './key.ts'
import type { Users } from './ownership.ts'

/** Remembered under the data source while Rexxfleet's options are on it: what it had before. */
const noteName = (siteId: SiteId, sourceId: number): string => `former-options/${siteId}/${sourceId}`

/** Whether somebody else's key reads through the data source: what we change on it changes what they see. */
async function readByOthers(
  deps: ReplicationDeps,
  site: SiteReader,
  source: DataSourceRow
): Promise<boolean> {
  const { id: siteId, keyRef } = site.site
  const management = await keyRowOf(site, deps.keys, keyRef)
  const endpoints = await site.rows('endpoint', { dataSource: source.id })
  for (const endpoint of endpoints) {
    const grants = await site.rows('grant', { dataAccess: endpoint.id })
    const isOurs = ({ id, apiKeyId }: GrantRow): boolean =>
      apiKeyId === management?.id || deps.provenance.wasMade({ siteId, kind: 'grant', rowId: String(id) })
    if (!grants.every(isOurs)) return true
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
      if (source && tellsRelations(source.options, recursion)) {
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
      const options = tellingOptions(source.options, recursion)
      await writer(siteId).updateRow('datasource', source.id, { options })
    },
    inverse: () => leaveRelations(deps, siteId, model, users)
  }
}

/**
 * The data source gets its former options back, once no other link reads relations through it (ground rule 9). Not where somebody set others
 * since: those are theirs.
 */
export function leaveRelations(deps: ReplicationDeps, siteId: SiteId, model: Model, users: Users): Step {
  const isReadByOthers = (): boolean =>
    deps.links
      .list()
      .some(
        ({ id, primaryId, replicaId, models }) =>
          !users.includes(id) &&
          [primaryId, replicaId].includes(siteId) &&
          models.some(one => one.model === model.name)
      )
  const whyKept = (options: PhpArray, former: PhpArray): string | null => {
    if (isReadByOthers()) return 'used-by-others'
    const recursion = recursionFor(model)
    return recursion && sameRecursion(options, tellingOptions(former, recursion)) ? null : 'changed-since'
  }

  return {
    id: `${siteId}/recursion/${model.name}`,
    kind: 'leave-relations',
    siteId,
    async look({ reader }) {
      const source = await dataSourceOf(reader(siteId), model.name)
      const former = source && deps.notes.get(noteName(siteId, source.id))
      if (!source || !former) return { done: true, effects: [], result: null }
      const why = whyKept(source.options, former as PhpArray)
      if (why) {
        const effect: Effect = { act: 'keep', what: 'datasource', name: model.name, why }
        return { done: true, effects: [effect], result: null }
      }
      return { done: false, effects: [{ act: 'update', what: 'datasource', name: model.name }], result: null }
    },
    async act({ writer }) {
      const source = await dataSourceOf(writer(siteId), model.name)
      const former = source && deps.notes.get(noteName(siteId, source.id))
      if (!source || !former) return
      const options = withFormerRecursion(source.options, former as PhpArray)
      await writer(siteId).updateRow('datasource', source.id, { options })
      deps.notes.remove(noteName(siteId, source.id))
    },
    inverse: () => readRelations(deps, siteId, model, users)
  }
}

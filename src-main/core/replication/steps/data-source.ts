import type { DataSourceRow, EndpointRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { ModelName } from '../../models/model.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from './deps.ts'
import { claim, ownRows, whyKept, type Keeping, type Users } from './ownership.ts'

const row = (siteId: SiteId, id: number): SiteRow => ({ siteId, kind: 'datasource', rowId: String(id) })

export async function dataSourceOf(site: SiteReader, identifier: string): Promise<DataSourceRow | null> {
  return (await site.rows('datasource', { identifier }))[0] ?? null
}

/** The site has a data source for the model; an existing one is reused, since the class name is unique (F5, F32). */
export function makeDataSource(deps: ReplicationDeps, siteId: SiteId, model: ModelName, users: Users): Step {
  return {
    id: `${siteId}/datasource/${model}`,
    kind: 'make-data-source',
    siteId,
    async look({ reader }) {
      const found = await dataSourceOf(reader(siteId), model)
      const act = found ? 'reuse' : 'create'
      return {
        done: found !== null,
        effects: [{ act, what: 'datasource', name: model }],
        result: found && { id: found.id }
      }
    },
    async act({ writer }) {
      await writer(siteId).createRow('datasource', { identifier: model })
    },
    settled(look, made) {
      const { id } = look.result as { id: number }
      claim(deps.provenance, row(siteId, id), users, made)
    },
    inverse: () => removeDataSource(deps, siteId, model, users)
  }
}

/** The data source goes, if Rexxfleet made it and nothing else reads through it any more (ground rule 9). */
export function removeDataSource(
  deps: ReplicationDeps,
  siteId: SiteId,
  model: ModelName,
  users: Users
): Step {
  const name = model

  function keeping(found: DataSourceRow, endpoints: readonly EndpointRow[]): Keeping | null {
    const kept = whyKept(deps.provenance, row(siteId, found.id), users)
    if (kept) return kept
    const own = ownRows(deps.provenance, siteId, users)
    return endpoints.some(endpoint => !own.has(`endpoint/${endpoint.id}`)) ? 'used-by-others' : null
  }

  return {
    id: `${siteId}/datasource/${model}`,
    kind: 'remove-data-source',
    siteId,
    async look({ reader }) {
      const found = await dataSourceOf(reader(siteId), model)
      if (!found) return { done: true, effects: [], result: null }
      const endpoints = await reader(siteId).rows('endpoint', { dataSource: found.id })
      const why = keeping(found, endpoints)
      if (why) return { done: true, effects: [{ act: 'keep', what: 'datasource', name, why }], result: null }
      return { done: false, effects: [{ act: 'remove', what: 'datasource', name }], result: null }
    },
    async act({ writer }) {
      const found = await dataSourceOf(writer(siteId), model)
      if (!found) return
      await writer(siteId).removeRow('datasource', found.id)
      deps.provenance.forget(row(siteId, found.id))
    },
    inverse: () => makeDataSource(deps, siteId, model, users)
  }
}

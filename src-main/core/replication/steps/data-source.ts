import type { DataSourceRow, EndpointRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { ModelName } from '../../models/model.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from './deps.ts'
import { claim, ownRows, whyKept, type Keeping, type Users } from './ownership.ts'

/** What a data source stands for: a model, or a bare table that can only be read (F34). */
export type SourceKind = 'datasource' | 'legacysource'

export async function dataSourceOf(
  site: SiteReader,
  identifier: string,
  kind: SourceKind = 'datasource'
): Promise<DataSourceRow | null> {
  return (await site.rows(kind, { identifier }))[0] ?? null
}

/** The site has a data source for the model; an existing one is reused, since the class name is unique (F5, F32). */
export function makeDataSource(
  deps: ReplicationDeps,
  siteId: SiteId,
  identifier: ModelName,
  users: Users,
  kind: SourceKind = 'datasource'
): Step {
  const name = identifier
  return {
    id: `${siteId}/${kind}/${name}`,
    kind: 'make-data-source',
    siteId,
    async look({ reader }) {
      const found = await dataSourceOf(reader(siteId), identifier, kind)
      const act = found ? 'reuse' : 'create'
      return {
        done: found !== null,
        effects: [{ act, what: kind, name }],
        result: found && { id: found.id }
      }
    },
    async act({ writer }) {
      await writer(siteId).createRow(kind, { identifier })
    },
    settled(look, made) {
      const { id } = look.result as { id: number }
      claim(deps.provenance, { siteId, kind, rowId: String(id) }, users, made)
    },
    inverse: () => removeDataSource(deps, siteId, identifier, users, kind)
  }
}

/** The data source goes, if Rexxfleet made it and nothing else reads through it any more (ground rule 9). */
export function removeDataSource(
  deps: ReplicationDeps,
  siteId: SiteId,
  identifier: ModelName,
  users: Users,
  kind: SourceKind = 'datasource'
): Step {
  const name = identifier
  const row = (id: number): SiteRow => ({ siteId, kind, rowId: String(id) })

  function keeping(found: DataSourceRow, endpoints: readonly EndpointRow[]): Keeping | null {
    const kept = whyKept(deps.provenance, row(found.id), users)
    if (kept) return kept
    const own = ownRows(deps.provenance, siteId, users)
    return endpoints.some(endpoint => !own.has(`endpoint/${endpoint.id}`)) ? 'used-by-others' : null
  }

  return {
    id: `${siteId}/${kind}/${name}`,
    kind: 'remove-data-source',
    siteId,
    async look({ reader }) {
      const found = await dataSourceOf(reader(siteId), identifier, kind)
      if (!found) return { done: true, effects: [], result: null }
      const endpoints = await reader(siteId).rows('endpoint', { dataSource: found.id })
      const why = keeping(found, endpoints)
      if (why) return { done: true, effects: [{ act: 'keep', what: kind, name, why }], result: null }
      return { done: false, effects: [{ act: 'remove', what: kind, name }], result: null }
    },
    async act({ writer }) {
      const found = await dataSourceOf(writer(siteId), identifier, kind)
      if (!found) return
      await writer(siteId).removeRow(kind, found.id)
      deps.provenance.forget(row(found.id))
    },
    inverse: () => makeDataSource(deps, siteId, identifier, users, kind)
  }
}

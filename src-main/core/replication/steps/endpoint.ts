import type { EndpointRow, PhpArray } from '../../fleet/management.ts'
import type { SiteReader, SiteWriter } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { ModelName } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Look, Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import { dataSourceOf, type SourceKind } from './data-source.ts'
import type { ReplicationDeps } from './deps.ts'
import { claim, ownRows, whyKept, type Keeping, type Users } from './ownership.ts'

const row = (siteId: SiteId, id: number): SiteRow => ({ siteId, kind: 'endpoint', rowId: String(id) })

const empty = (list: PhpArray): boolean => Object.keys(list).length === 0

/** An endpoint that shows every field of every entity: only such a one may be used for replication. */
export function isPlain(endpoint: EndpointRow): boolean {
  return empty(endpoint.fieldList) && empty(endpoint.accessCondition) && empty(endpoint.allowedOutputMethods)
}

export async function endpointNamed(site: SiteReader, name: string): Promise<EndpointRow | null> {
  return (await site.rows('endpoint', { name }))[0] ?? null
}

/** The site answers for the model under this name. */
export function makeEndpoint(
  deps: ReplicationDeps,
  siteId: SiteId,
  name: string,
  model: ModelName,
  users: Users,
  source: SourceKind = 'datasource'
): Step {
  return {
    id: `${siteId}/endpoint/${name}`,
    kind: 'make-endpoint',
    siteId,
    async look({ reader }) {
      const found = await endpointNamed(reader(siteId), name)
      const act = found ? 'reuse' : 'create'
      if (found && (found.dataSource?.identifier !== model || !isPlain(found))) {
        throw new AppError(
          'plan-outdated',
          `The endpoint '${name}' now shows something else. Make a new plan.`,
          { endpoint: name }
        )
      }
      return {
        done: found !== null,
        effects: [{ act, what: 'endpoint', name }],
        result: found && { id: found.id }
      }
    },
    act: ({ writer }) => createEndpoint(writer(siteId), name, model, source),
    settled: (look, made) => claimEndpoint(deps, siteId, look, users, made),
    inverse: () => removeEndpoint(deps, siteId, name, model, users, source)
  }
}

/** Makes the row. Fails with 'step-failed' where the data source is gone again. */
export async function createEndpoint(
  site: SiteWriter,
  name: string,
  model: ModelName,
  source: SourceKind = 'datasource'
): Promise<void> {
  const found = await dataSourceOf(site, model, source)
  if (!found) throw new AppError('step-failed', `The data source of ${model} is gone again.`, { model })
  await site.createRow('endpoint', { name, dataSource: found.id })
}

/** Notes whose endpoint a look found, and who needs it. */
export function claimEndpoint(
  deps: ReplicationDeps,
  siteId: SiteId,
  { result }: Look,
  users: Users,
  made: boolean
): void {
  claim(deps.provenance, row(siteId, (result as { id: number }).id), users, made)
}

/** The endpoint of this name goes, if it is Rexxfleet's and nobody else uses it. */
export function removeEndpoint(
  deps: ReplicationDeps,
  siteId: SiteId,
  name: string,
  model: ModelName,
  users: Users,
  source: SourceKind = 'datasource'
): Step {
  return removeFoundEndpoint(deps, siteId, users, {
    name,
    find: site => endpointNamed(site, name),
    inverse: () => makeEndpoint(deps, siteId, name, model, users, source)
  })
}

/** How an endpoint is found again, what it is called where there is none, and how it comes back. */
export interface EndpointPlace {
  readonly name: string
  find(site: SiteReader): Promise<EndpointRow | null>
  inverse(): Step
}

/** The endpoint goes, if Rexxfleet made it and no other link, key or Sync row uses it (F33). */
export function removeFoundEndpoint(
  deps: ReplicationDeps,
  siteId: SiteId,
  users: Users,
  { name, find, inverse }: EndpointPlace
): Step {
  async function keeping(site: SiteReader, found: EndpointRow): Promise<Keeping | null> {
    const kept = whyKept(deps.provenance, row(siteId, found.id), users)
    if (kept) return kept
    const own = ownRows(deps.provenance, siteId, users)
    const grants = await site.rows('grant', { dataAccess: found.id })
    if (grants.some(grant => !own.has(`grant/${grant.id}`))) return 'used-by-others'
    const syncs = await site.rows('sync', { dataAccess: found.id })
    return syncs.some(sync => !own.has(`sync/${sync.id}`)) ? 'used-by-others' : null
  }

  return {
    id: `${siteId}/endpoint/${name}`,
    kind: 'remove-endpoint',
    siteId,
    async look({ reader }) {
      const found = await find(reader(siteId))
      if (!found) return { done: true, effects: [], result: null }
      const why = await keeping(reader(siteId), found)
      if (why)
        return {
          done: true,
          effects: [{ act: 'keep', what: 'endpoint', name: found.name, why }],
          result: null
        }
      return { done: false, effects: [{ act: 'remove', what: 'endpoint', name: found.name }], result: null }
    },
    async act({ writer }) {
      const found = await find(writer(siteId))
      if (!found) return
      await writer(siteId).removeRow('endpoint', found.id)
      deps.provenance.forget(row(siteId, found.id))
    },
    inverse
  }
}

import type { SiteReader, SiteWriter } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { ModelName } from '../../models/model.ts'
import type { SiteRow } from '../../replication/provenance.ts'
import { dataSourceOf } from '../../replication/steps/data-source.ts'
import { endpointNamed } from '../../replication/steps/endpoint.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Step } from '../../workflow/step.ts'
import type { MendDeps, MendPlace } from './deps.ts'

/** A row that a model needs before the administration can save what refers to it (F26). */
interface Needed {
  readonly kind: 'datasource' | 'endpoint' | 'sync'
  readonly name: string
  find(site: SiteReader): Promise<number | null>
  make(site: SiteWriter): Promise<unknown>
  /** Whether anything stands on the row. */
  inUse(site: SiteReader, id: number): Promise<boolean>
}

/** Data source, endpoint and an inactive Sync row of a model: what F26 demands, and no more. */
export function readyModel(
  deps: MendDeps,
  place: MendPlace,
  { model, endpoint }: { readonly model: ModelName; readonly endpoint: string }
): Step[] {
  return neededFor(model, endpoint).map(needed => makeNeeded(deps, place, needed))
}

function neededFor(model: ModelName, endpoint: string): Needed[] {
  const gone = (what: string): AppError =>
    new AppError('step-failed', `The ${what} of ${model} is gone again. Resume, or make a new plan.`, {
      model
    })
  return [
    {
      kind: 'datasource',
      name: model,
      find: async site => (await dataSourceOf(site, model))?.id ?? null,
      make: site => site.createRow('datasource', { identifier: model }),
      inUse: async (site, id) => (await site.rows('endpoint', { dataSource: id })).length > 0
    },
    {
      kind: 'endpoint',
      name: endpoint,
      find: async site => (await endpointNamed(site, endpoint))?.id ?? null,
      async make(site) {
        const source = await dataSourceOf(site, model)
        if (!source) throw gone('data source')
        await site.createRow('endpoint', { name: endpoint, dataSource: source.id })
      },
      inUse: async (site, id) =>
        (await site.rows('grant', { endpoint: id })).length > 0 ||
        (await site.rows('sync', { endpoint: id })).length > 0
    },
    {
      kind: 'sync',
      name: endpoint,
      async find(site) {
        const row = await endpointNamed(site, endpoint)
        return row ? ((await site.rows('sync', { endpoint: row.id }))[0]?.id ?? null) : null
      },
      async make(site) {
        const row = await endpointNamed(site, endpoint)
        if (!row) throw gone('endpoint')
        await site.createRow('sync', { endpoint: row.id, active: false })
      },
      inUse: async (site, id) =>
        (await site.rows('hostentity', { syncId: id })).length > 0 ||
        (await site.rows('sync')).some(sync => sync.id === id && sync.active)
    }
  ]
}

const rowOf = (siteId: SiteId, { kind }: Needed, id: number): SiteRow => ({ siteId, kind, rowId: String(id) })

function makeNeeded(deps: MendDeps, place: MendPlace, needed: Needed): Step {
  const { siteId, mendId } = place
  const { kind, name } = needed
  return {
    id: `${siteId}/ready/${kind}/${name}`,
    kind: `make-${kind}`,
    siteId,
    async look({ reader }) {
      const id = await needed.find(reader(siteId))
      const effects = [{ act: id === null ? 'create' : 'reuse', what: kind, name }] as const
      return { done: id !== null, effects, result: id === null ? null : { id } }
    },
    async act({ writer }) {
      await needed.make(writer(siteId))
    },
    settled(look, made) {
      const { id } = look.result as { id: number }
      if (made) deps.provenance.recordMade(rowOf(siteId, needed, id), mendId)
    },
    inverse: () => removeNeeded(deps, place, needed)
  }
}

/** The row goes again, if Rexxfleet made it and nothing stands on it (ground rule 9). */
function removeNeeded(deps: MendDeps, place: MendPlace, needed: Needed): Step {
  const { siteId } = place
  const { kind, name } = needed
  /** The rows above it go first in the same undo: only what stays after that counts, so a plan cannot know it yet. */
  const going = async (site: SiteReader): Promise<number | null> => {
    const id = await needed.find(site)
    return id !== null && deps.provenance.wasMade(rowOf(siteId, needed, id)) ? id : null
  }
  return {
    id: `${siteId}/ready/${kind}/${name}`,
    kind: `remove-${kind}`,
    siteId,
    async look({ reader }) {
      const id = await going(reader(siteId))
      const effects = id === null ? [] : ([{ act: 'remove', what: kind, name }] as const)
      return { done: id === null, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const id = await going(site)
      if (id === null) return
      if (await needed.inUse(site, id))
        throw new AppError(
          'row-in-use',
          `'${name}' is in use by now and stays. Take away what uses it, then resume.`,
          { name }
        )
      await site.removeRow(kind, id)
      deps.provenance.forget(rowOf(siteId, needed, id))
    },
    inverse: () => makeNeeded(deps, place, needed)
  }
}

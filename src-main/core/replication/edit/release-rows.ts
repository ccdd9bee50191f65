import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Step } from '../../workflow/step.ts'
import type { Extent } from '../deregister-link.ts'
import type { Side } from '../pair.ts'
import type { SiteRow } from '../provenance.ts'
import { dataSourceOf } from '../steps/data-source.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { endpointNamed } from '../steps/endpoint.ts'
import { grantOf } from '../steps/grant.ts'
import type { Users } from '../steps/ownership.ts'

/** Rows on one site that a link may hold, by a stable name. `left`: those of them that are still there, since others need them too. */
export interface Holding {
  readonly siteId: SiteId
  readonly name: string
  readonly left: (site: SiteReader) => Promise<SiteRow[]>
}

/** What is left of the side's models. */
async function rowsLeft(
  deps: ReplicationDeps,
  site: SiteReader,
  { siteId, models, besides, grants }: Side,
  extent: Extent
): Promise<SiteRow[]> {
  const rows: SiteRow[] = []
  for (const { model, endpoint } of extent === 'rights' ? [] : [...models, ...besides]) {
    const source = extent === 'models' ? await dataSourceOf(site, model) : null
    if (source) rows.push({ siteId, kind: 'datasource', rowId: String(source.id) })
    const found = await endpointNamed(site, endpoint)
    if (found) rows.push({ siteId, kind: 'endpoint', rowId: String(found.id) })
  }
  for (const wish of grants) {
    const grant = await grantOf(site, deps.keys, wish)
    if (grant) rows.push({ siteId, kind: 'grant', rowId: String(grant.id) })
  }
  return rows
}

/** The link no longer counts among those that need the rows of models it dropped: with the last of the others they can go. */
export function releaseRows(deps: ReplicationDeps, side: Side, users: Users, extent: Extent): Step {
  const left = (site: SiteReader): Promise<SiteRow[]> => rowsLeft(deps, site, side, extent)
  return release(deps, { siteId: side.siteId, name: extent, left }, users)
}

/** The link no longer counts among those that need these rows. */
export function release(deps: ReplicationDeps, holding: Holding, users: Users): Step {
  const { provenance } = deps
  const { siteId, name, left } = holding
  const held = (row: SiteRow): boolean => provenance.usersOf(row).some(user => users.includes(user))
  return {
    id: `${siteId}/release/${name}`,
    kind: 'release-rows',
    siteId,
    // Writes in Rexxfleet's own memory alone; what is left by then is for the removals before it to say.
    onlyChecks: true,
    async look({ reader }) {
      return { done: !(await left(reader(siteId))).some(held), effects: [], result: null }
    },
    async act({ reader }) {
      for (const row of await left(reader(siteId))) for (const user of users) provenance.release(user, row)
    },
    inverse: () => hold(deps, holding, users)
  }
}

function hold(deps: ReplicationDeps, holding: Holding, users: Users): Step {
  const { provenance } = deps
  const { siteId, name, left } = holding
  const isLoose = (row: SiteRow): boolean => users.some(user => !provenance.usersOf(row).includes(user))
  return {
    id: `${siteId}/hold/${name}`,
    kind: 'hold-rows',
    siteId,
    async look({ reader }) {
      return { done: !(await left(reader(siteId))).some(isLoose), effects: [], result: null }
    },
    async act({ reader }) {
      for (const row of await left(reader(siteId))) for (const user of users) provenance.use(user, row)
    },
    inverse: () => release(deps, holding, users)
  }
}

import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import { managementSources } from '../enrolment/management-sources.ts'
import { managementEndpoint, type ManagementKind } from '../management.ts'
import type { SiteReader, SiteWriter } from '../site-access.ts'
import type { FleetStepDeps } from './deps.ts'
import { grantsOf, rowsWhileAllowed } from './own-rows.ts'
import type { RemoveEnrolmentParams } from './remove-enrolment.ts'
import { forgetGrant } from './replacement-key.ts'

/** What is to go of one management endpoint: ids of rows. */
interface Going {
  readonly grants: readonly number[]
  readonly endpoint: number | null
  readonly source: number | null
  readonly kept: readonly Effect[]
}

/**
 * Whether the rows behind a kind can go by REST after its grant. Those through which rows are removed cannot remove themselves: they
 * are left to the script.
 */
const removesRows: readonly ManagementKind[] = ['grant', 'endpoint', 'datasource']

/** The key loses a management endpoint; endpoint and data source go as well where nobody else uses them (F33). */
export function revokeEndpoint(
  deps: FleetStepDeps,
  params: RemoveEnrolmentParams,
  kind: ManagementKind
): Step {
  const { siteId } = params
  const name = managementEndpoint(kind)
  return {
    id: `${siteId}/revoke/${kind}`,
    kind: 'revoke-management-endpoint',
    siteId,
    async look({ reader }) {
      const { grants, endpoint, source, kept } = await going(reader(siteId), params, kind)
      const effects: Effect[] = [
        ...(grants.length === 0 ? [] : [{ act: 'remove', what: 'grant', name } as const]),
        ...(endpoint === null ? [] : [{ act: 'remove', what: 'endpoint', name } as const]),
        ...(source === null
          ? []
          : [{ act: 'remove', what: 'datasource', name: identifierOf(kind) } as const]),
        ...kept
      ]
      return { done: grants.length === 0 && endpoint === null && source === null, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const { grants, endpoint, source } = await going(site, params, kind)
      await removeGrants(site, deps, siteId, grants)
      if (endpoint !== null) await site.removeRow('endpoint', endpoint)
      if (source !== null) await site.removeRow('datasource', source)
    },
    inverse: () => null
  }
}

/** What the key may do besides, e.g. for links that are gone. */
export function revokeOtherGrants(deps: FleetStepDeps, { siteId, apiKeyId }: RemoveEnrolmentParams): Step {
  const management = new Set(managementSources.map(source => source.endpoint))
  const others = async (site: SiteReader) =>
    (await grantsOf(site)).filter(
      grant => grant.apiKeyId === apiKeyId && !management.has(grant.endpoint.name)
    )
  return {
    id: `${siteId}/revoke/others`,
    kind: 'revoke-other-grants',
    siteId,
    async look({ reader }) {
      const grants = await others(reader(siteId))
      const effects = grants.map(
        grant => ({ act: 'remove', what: 'grant', name: grant.endpoint.name }) as const
      )
      return { done: grants.length === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const ids = (await others(site)).map(grant => grant.id)
      await removeGrants(site, deps, siteId, ids)
    },
    inverse: () => null
  }
}

/** The last thing a key can do: give away the right to give away rights. */
export function revokeItself(deps: FleetStepDeps, { siteId, apiKeyId }: RemoveEnrolmentParams): Step {
  const name = managementEndpoint('grant')
  return {
    id: `${siteId}/revoke/grant`,
    kind: 'revoke-itself',
    siteId,
    async look({ reader }) {
      const done = (await reader(siteId).permission(name)) === 'none'
      return { done, effects: [{ act: 'remove', what: 'grant', name }], result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const own = (await grantsOf(site)).filter(grant => grant.apiKeyId === apiKeyId)
      const last = own.filter(grant => grant.endpoint.name === name)
      const before = own.filter(grant => grant.endpoint.name !== name)
      const ids = [...before, ...last].map(grant => grant.id)
      await removeGrants(site, deps, siteId, ids)
    },
    inverse: () => null
  }
}

async function removeGrants(
  site: SiteWriter,
  deps: FleetStepDeps,
  siteId: string,
  ids: readonly number[]
): Promise<void> {
  for (const id of ids) {
    await site.removeRow('grant', id)
    forgetGrant(deps.provenance, siteId, id)
  }
}

async function going(site: SiteReader, params: RemoveEnrolmentParams, kind: ManagementKind): Promise<Going> {
  const name = managementEndpoint(kind)
  const onEndpoint = (await grantsOf(site)).filter(grant => grant.endpoint.name === name)
  const grants = onEndpoint.filter(grant => grant.apiKeyId === params.apiKeyId).map(grant => grant.id)
  const rest: Going = { grants, endpoint: null, source: null, kept: [] }
  const keep = (what: 'endpoint' | 'datasource', why: string): Effect => ({ act: 'keep', what, name, why })
  if (removesRows.includes(kind)) return { ...rest, kept: [keep('endpoint', 'needs-script')] }
  if (onEndpoint.length > grants.length) return { ...rest, kept: [keep('endpoint', 'used-by-others')] }
  const endpoint = (await rowsWhileAllowed(site, 'endpoint', { name }))[0]?.id ?? null
  const source =
    (await rowsWhileAllowed(site, 'datasource', { identifier: identifierOf(kind) }))[0]?.id ?? null
  if (source === null) return { ...rest, endpoint }
  if (params.formerSources.includes(identifierOf(kind))) {
    return { ...rest, endpoint, kept: [keep('datasource', 'not-ours')] }
  }
  const readers = await rowsWhileAllowed(site, 'endpoint', { dataSource: source })
  if (readers.some(other => other.name !== name)) {
    return { ...rest, endpoint, kept: [keep('datasource', 'used-by-others')] }
  }
  return { ...rest, endpoint, source }
}

function identifierOf(kind: ManagementKind): string {
  return managementSources.find(source => source.kind === kind)!.identifier
}

import { isAppError } from '../../shared/app-error.ts'
import type { KeyKeeper } from '../keys.ts'
import {
  managementEndpoint,
  type ApiKeyRow,
  type GrantRow,
  type ManagementKind,
  type ManagementRows
} from '../management.ts'
import type { RowFilter, SiteReader } from '../site-access.ts'
import type { KeyRef } from '../site.ts'

/** The row of a key that Rexxfleet holds; null where the keychain or the site does not know it. */
export async function keyRow(
  site: SiteReader,
  keys: Pick<KeyKeeper, 'has'>,
  keyRef: KeyRef
): Promise<ApiKeyRow | null> {
  if (!(await keys.has(keyRef))) return null
  return (await site.rows('apikey', { apiKey: { keyRef } }))[0] ?? null
}

/** A grant with the endpoint that it is for. */
export interface NamedGrant {
  readonly id: number
  readonly readOnly: boolean
  readonly apiKeyId: number | null
  readonly endpoint: { readonly id: number; readonly name: string }
}

const isNamed = (grant: GrantRow): grant is NamedGrant => grant.endpoint !== null

/** All grants of a site that lead anywhere. There are some dozens: one list is cheaper than a question for each endpoint (F39). */
export async function grantsOf(site: SiteReader): Promise<NamedGrant[]> {
  return (await site.rows('grant')).filter(isNamed)
}

/**
 * Rows of a kind, or none where the key may no longer read them or their endpoint is gone: a removal that is taken up again has given
 * that away already, and with it what it would have found there. Any other refusal stays one.
 */
export async function rowsWhileAllowed<K extends ManagementKind>(
  site: SiteReader,
  kind: K,
  filter: RowFilter
): Promise<ManagementRows[K][]> {
  try {
    return await site.rows(kind, filter)
  } catch (thrown) {
    if (!isAppError(thrown, 'site-refused', 'entity-not-found')) throw thrown
    if ((await site.permission(managementEndpoint(kind))) !== 'none') throw thrown
    return []
  }
}

import type { Provenance, SiteRow } from '../../replication/provenance.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteReader, SiteWriter } from '../site-access.ts'
import type { SiteId } from '../site.ts'
import type { FleetStepDeps } from './deps.ts'
import { grantsOf, keyRow, type NamedGrant } from './own-rows.ts'
import type { RotateKeyParams } from './rotate-key.ts'

const grantRow = (siteId: SiteId, id: number): SiteRow => ({ siteId, kind: 'grant', rowId: String(id) })

/** The new key is in the keychain before a site hears of it: a lost answer loses no key. */
export function makeKey({ keys }: FleetStepDeps, { newRef }: RotateKeyParams): Step {
  return {
    id: 'key/new',
    kind: 'make-key',
    siteId: null,
    look: async () => ({
      done: await keys.has(newRef),
      effects: [{ act: 'create', what: 'key', name: 'new' }],
      result: null
    }),
    act: () => keys.create(newRef),
    inverse: () => null
  }
}

/** The site knows the new key. */
export function addKey({ keys }: FleetStepDeps, { siteId, newRef }: RotateKeyParams): Step {
  return {
    id: `${siteId}/apikey/new`,
    kind: 'add-management-key',
    siteId,
    async look({ reader }) {
      const found = await keyRow(reader(siteId), keys, newRef)
      const result = found && { id: found.id }
      return { done: found !== null, effects: [{ act: 'create', what: 'apikey', name: 'new' }], result }
    },
    async act({ writer }) {
      await writer(siteId).createRow('apikey', { keyRef: newRef })
    },
    inverse: () => null
  }
}

interface Pairs {
  readonly newKeyId: number | null
  /** Grants of the old key, each with the new key's grant for the same endpoint. */
  readonly pairs: readonly { readonly old: NamedGrant; readonly new: NamedGrant | null }[]
}

/** What both keys may do, side by side. */
export async function grantPairs(
  site: SiteReader,
  { keys }: FleetStepDeps,
  params: RotateKeyParams
): Promise<Pairs> {
  const oldKey = await keyRow(site, keys, params.oldRef)
  const newKey = await keyRow(site, keys, params.newRef)
  const grants = oldKey ? await grantsOf(site) : []
  const serves = (one: NamedGrant, other: NamedGrant) =>
    other.apiKeyId === newKey?.id &&
    other.endpoint.id === one.endpoint.id &&
    (one.readOnly || !other.readOnly)
  const old = grants.filter(grant => grant.apiKeyId === oldKey?.id)
  const pairs = old.map(grant => ({ old: grant, new: grants.find(other => serves(grant, other)) ?? null }))
  return { newKeyId: newKey?.id ?? null, pairs }
}

/** Gives the new key each grant that only the old one has. */
export async function copyMissing(
  site: SiteWriter,
  deps: FleetStepDeps,
  params: RotateKeyParams
): Promise<void> {
  const { newKeyId, pairs } = await grantPairs(site, deps, params)
  if (newKeyId === null)
    throw new AppError('step-failed', 'The new key is gone from the site again. Resume the rotation.')
  for (const { old } of pairs.filter(pair => pair.new === null)) {
    await site.createRow('grant', { apiKey: newKeyId, endpoint: old.endpoint.id, readOnly: old.readOnly })
  }
}

/** The new key may do all that the old one may: the eleven management endpoints, and what links read. */
export function copyGrants(deps: FleetStepDeps, params: RotateKeyParams): Step {
  const { siteId } = params
  return {
    id: `${siteId}/grants/new`,
    kind: 'copy-grants',
    siteId,
    async look({ reader }) {
      const { newKeyId, pairs } = await grantPairs(reader(siteId), deps, params)
      const done = newKeyId !== null && pairs.every(pair => pair.new !== null)
      const effects = pairs.map(({ old }) => ({
        act: 'create' as const,
        what: 'grant' as const,
        name: old.endpoint.name,
        why: old.readOnly ? 'read' : 'write'
      }))
      return { done, effects, result: pairs.map(pair => [pair.old.id, pair.new?.id ?? null]) }
    },
    act: ({ writer }) => copyMissing(writer(siteId), deps, params),
    settled(look) {
      const pairs = look.result as [number, number][]
      for (const [old, next] of pairs) inherit(deps.provenance, grantRow(siteId, old), grantRow(siteId, next))
    },
    inverse: () => null
  }
}

/** Links that need a grant need its successor from now on; and what Rexxfleet made, it made again. */
function inherit(provenance: Provenance, old: SiteRow, next: SiteRow): void {
  if (provenance.wasMade(old)) provenance.recordMade(next, old.siteId)
  for (const linkId of provenance.usersOf(old)) provenance.use(linkId, next)
}

/** Forgets a grant that is gone, and who needed it. */
export function forgetGrant(provenance: Provenance, siteId: SiteId, id: number): void {
  const row = grantRow(siteId, id)
  provenance.forget(row)
  for (const linkId of provenance.usersOf(row)) provenance.release(linkId, row)
}

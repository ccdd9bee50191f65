import { AppError } from '../../../core/shared/app-error.ts'
import type { ManagementKind } from '../../../core/fleet/management.ts'
import type { RowFilter } from '../../../core/fleet/site-access.ts'
import { leaseHost } from './lease-row.ts'
import { encodePhpList } from '../wire/php.ts'
import type { FormPairs } from '../wire/form.ts'
import { idParts } from '../../../core/models/model.ts'

/** Fields that identify a row, in order, and whether they can be compared as numbers. */
export interface RowIdentity {
  readonly name: string
  readonly numeric: boolean
}

const single: readonly RowIdentity[] = [{ name: 'id', numeric: true }]

export function identityOf(kind: ManagementKind): readonly RowIdentity[] {
  if (kind !== 'hostentity') return single
  return [
    { name: 'syncId', numeric: true },
    { name: 'hostId', numeric: true },
    { name: 'entityId', numeric: false }
  ]
}

/** What the domain calls differently from the site. */
const siteNames: Partial<Record<ManagementKind, Readonly<Record<string, string>>>> = {
  grant: { apiKeyId: 'apiKey', endpoint: 'dataAccess' },
  sync: { endpoint: 'dataAccess' },
  change: { syncId: 'sync', originSyncId: 'originSync' },
  lease: { sender: 'host' }
}

/** `filter[field]=value` for each condition; they all have to hold (F10). */
export function filterPairs(kind: ManagementKind, filter: RowFilter): FormPairs {
  const identity = new Set(identityOf(kind).map(({ name }) => name))
  return Object.entries(filter).map(([field, value]) => {
    // Paging adds conditions of its own on the id; PHP keeps both only if each names its operation.
    const operation = identity.has(field) ? '[eq]' : ''
    const name = `filter[${siteNames[kind]?.[field] ?? field}]${operation}`
    if (typeof value === 'object') return [name, value] as const
    return [name, storedText(kind, field, value)] as const
  })
}

/** A value as the site stores it. */
function storedText(kind: ManagementKind, field: string, value: string | number): string {
  if (kind === 'idmapping' && field === 'foreignId') return foreignIdText(value)
  if (kind === 'lease' && field === 'sender') return leaseHost(String(value))
  return String(value)
}

/** A sender's id as the mapping stores it (F20); serialized text is taken as it is. */
function foreignIdText(value: string | number): string {
  const text = String(value)
  return text.startsWith('a:') ? text : encodePhpList(idParts(text))
}

/** The parts of a row's id for the address. An empty one would be a request about something else (F31). */
export function rowIdParts(kind: ManagementKind, id: number | string): string[] {
  const parts = idParts(String(id))
  if (parts.length === identityOf(kind).length && !parts.includes('')) return parts
  throw new AppError('invalid-input', `'${id}' is no id of a row of '${kind}'.`, { kind, id })
}

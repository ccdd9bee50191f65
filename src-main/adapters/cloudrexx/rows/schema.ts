import { z } from 'zod'
import type { ManagementKind, ManagementRows } from '../../../core/fleet/management.ts'
import { managementEndpoint } from '../../../core/fleet/management.ts'
import { BadAnswer } from '../errors/bad-answer.ts'
import { decodePhpArray, decodePhpList, decodePhpMap } from '../wire/php.ts'
import { isRecord } from '../wire/answer.ts'
import { keyPrint } from './key-print.ts'
import { plainMapping } from './plain-mapping.ts'
import { readLease } from './lease-row.ts'

/** Ids come as numbers, or as texts after a creation (F4). */
const id = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
])
const flag = z.union([
  z.boolean(),
  z.number().transform(Boolean),
  z.enum(['0', '1', '']).transform(v => v === '1')
])
const text = z
  .string()
  .nullable()
  .transform(value => value ?? '')
const phpArray = text.transform(decodePhpArray)
/** Whatever arrives in a key's place leaves as a print. */
const key = text
const print = key.transform(keyPrint)

/** Where there is no related row, the answer leaves its name out. */
const related = z.unknown().optional()

/**
 * A related row, or null where there is none. Proxy internals in its place (F12) must not be read as 'none': somebody took
 * the recurse option away from the data source, and a grant would seem to be for nothing.
 */
const relatedRow = <S extends z.ZodType>(schema: S) =>
  related.transform((value): z.output<S> | null => {
    if (!isRecord(value)) return null
    if ('__isInitialized__' in value)
      throw new BadAnswer('no related rows; its data source lacks the recurse option')
    const read = schema.safeParse(value)
    return read.success ? read.data : null
  })

const endpointRef = relatedRow(z.object({ id, name: z.string() }))
const idRef = relatedRow(z.object({ id })).transform(row => row?.id ?? null)
const dataSource = z.object({ id, identifier: z.string(), options: phpArray })

/** Keys inside of related rows are remembered, so that they are redacted, and go no further. */
const noteKey = relatedRow(z.object({ apiKey: z.string() })).transform(row => {
  if (row !== null) keyPrint(row.apiKey)
  return row
})

const grant = z.object({ id, readOnly: flag, apiKey: related, dataAccess: endpointRef }).transform(row => {
  noteKey.parse(row.apiKey)
  return { id: row.id, readOnly: row.readOnly, apiKeyId: idRef.parse(row.apiKey), endpoint: row.dataAccess }
})

const sync = z
  .object({ id, toUri: text, apiKey: text, active: flag, dataAccess: endpointRef })
  .transform(row => {
    keyPrint(row.apiKey)
    return { id: row.id, toUri: row.toUri, active: row.active, endpoint: row.dataAccess }
  })

const host = z
  .object({
    id,
    host: z.string(),
    active: flag,
    apiKey: print,
    apiVersion: id,
    urlTemplate: text,
    state: id,
    lastUpdate: text
  })
  .transform(({ apiKey, ...row }) => ({ ...row, keyPrint: apiKey }))

const lease = z.object({ id, host: z.string(), urlTemplate: text }).transform(readLease)

const hostEntity = z
  .object({ syncId: id, hostId: id, entityId: z.coerce.string(), host: z.unknown() })
  .transform(({ host: related, ...row }) => {
    noteKey.parse(related)
    return row
  })

const change = z
  .object({
    id,
    eventType: z.enum(['post', 'put', 'delete']),
    condition: z.enum(['forward', 'delete', 'both']),
    entityIndexData: text.transform(decodePhpMap),
    sync: idRef,
    originSync: idRef,
    hosts: z.record(z.string(), z.unknown())
  })
  .transform(row => {
    for (const related of Object.values(row.hosts)) noteKey.parse(related)
    if (row.sync === null) throw new BadAnswer('a change without its sync row')
    return {
      id: row.id,
      syncId: row.sync,
      originSyncId: row.originSync,
      eventType: row.eventType,
      condition: row.condition,
      entityIndex: row.entityIndexData,
      hostIds: Object.keys(row.hosts).map(Number)
    }
  })

const mapping = z.object({
  id,
  foreignHost: text,
  entityType: z.string(),
  foreignId: z.string().transform(decodePhpList),
  localId: z.string().transform(decodePhpMap)
})

/** Plain fields, and the ids of related rows: nested rows may hold keys. */
const relation = z.looseObject({ id }).transform(row => ({
  id: row.id,
  fields: Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== 'apiKey')
      .map(([name, value]) => [name, isRecord(value) ? idRef.parse(value) : value])
      .filter(([, value]) => typeof value !== 'object' || value === null)
  ) as Readonly<Record<string, unknown>>
}))

/** How the rows of each kind are read; keys end here. */
export const rowSchemas: { readonly [K in ManagementKind]: z.ZodType<ManagementRows[K]> } = {
  datasource: dataSource,
  legacysource: dataSource,
  endpoint: z.object({
    id,
    name: z.string(),
    dataSource: relatedRow(z.object({ id, identifier: z.string() })),
    fieldList: phpArray,
    accessCondition: phpArray,
    allowedOutputMethods: phpArray
  }),
  apikey: z
    .object({ id, apiKey: key })
    .transform(row => ({ id: row.id, print: keyPrint(row.apiKey), length: row.apiKey.length })),
  grant,
  sync,
  relation,
  host,
  lease,
  hostentity: hostEntity,
  change,
  idmapping: mapping
}

/** One row out of its record. What was wrong with it is named by row and field, never by value. */
export function decodeRow<K extends ManagementKind>(
  kind: K,
  record: Record<string, unknown>
): ManagementRows[K] {
  const name = `row ${String(record['id'] ?? '')} of ${managementEndpoint(kind)}`
  try {
    const plain = kind === 'idmapping' ? plainMapping(record) : null
    if (plain) return plain as ManagementRows[K]
    const read = rowSchemas[kind].safeParse(record)
    if (read.success) return read.data
    const fields = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ')
    throw new BadAnswer(`values that make no sense (${fields})`)
  } catch (thrown) {
    throw thrown instanceof BadAnswer ? new BadAnswer(`${name} with ${thrown.message}`) : thrown
  }
}

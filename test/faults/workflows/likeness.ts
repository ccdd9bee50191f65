/**
 * Says of two states of a fleet whether they are the same but for what may differ: auto-increment ids, `last_update`, generated keys and
 * markers, and leases, which end by themselves where their program was killed. A row is written as what it holds, and what it refers to in place of ids; so an entity that came back under a new id looks
 * as before, and one that hangs on another parent does not.
 */
import models from '../../../src-main/demo/catalogue/models.json' with { type: 'json' }
import schema from '../../../src-main/demo/catalogue/tables.json' with { type: 'json' }
import type { Row, SiteSnapshot } from '../../../src-main/demo/site-double.ts'

interface Table {
  readonly columns: Readonly<Record<string, { readonly auto?: boolean }>>
  readonly primary: readonly string[]
  readonly foreign?: readonly { readonly column: string; readonly table: string; readonly key: string }[]
}
const tables = schema as unknown as Readonly<Record<string, Table>>
/** What refers to another row although the database does not know it. */
const unsaid: NonNullable<Table['foreign']> = [
  { column: 'host_id', table: 'module_calendar_host', key: 'id' }
]
const mappings = 'core_module_sync_id_mapping'

/** The rows in which two states of a fleet differ, by site and table; nothing where they are alike. */
export function differences(
  found: readonly SiteSnapshot[],
  wanted: readonly SiteSnapshot[]
): Record<string, { readonly more: string[]; readonly missing: string[] }> {
  const [there, here] = [likeness(found), likeness(wanted)]
  const differing = [...new Set([...Object.keys(there), ...Object.keys(here)])].map(table => {
    const [ours, theirs] = [there[table] ?? [], here[table] ?? []]
    return [table, { more: less(ours, theirs), missing: less(theirs, ours) }] as const
  })
  return Object.fromEntries(differing.filter(([, { more, missing }]) => more.length + missing.length > 0))
}

/** The texts of one list that the other one has not, each as often as it has not. */
function less(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return texts.filter(text => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** By site and table, the texts of all rows. */
function likeness(fleet: readonly SiteSnapshot[]): Record<string, string[]> {
  return Object.fromEntries(
    fleet.flatMap(site =>
      Object.entries(site.tables).map(([name, { rows }]) => [
        `${site.mainDomain} ${name}`,
        rows.filter(row => !isLease(row)).map(row => textOf(fleet, site, name, row))
      ])
    )
  )
}

export const isLease = (row: Row): boolean => String(row['host']).endsWith('.lease.rexxfleet.invalid')

function textOf(fleet: readonly SiteSnapshot[], site: SiteSnapshot, name: string, row: Row): string {
  if (name === mappings) return mappingText(fleet, site, row)
  const { columns = {}, foreign = [] } = tables[name] ?? {}
  const known = name === 'module_calendar_rel_event_host' ? [...foreign, ...unsaid] : foreign
  const cells = Object.entries(row).map(([column, value]) => {
    const refers = known.find(one => one.column === column)
    if (refers) return [column, value === null ? null : rowText(fleet, site, refers.table, refers.key, value)]
    if (columns[column]?.auto) return [column, '#']
    if (column === 'last_update') return [column, null]
    return [column, column === 'api_key' ? keyText(value) : value]
  })
  return JSON.stringify(Object.fromEntries(cells))
}

function rowText(
  fleet: readonly SiteSnapshot[],
  site: SiteSnapshot,
  table: string,
  key: string,
  value: unknown
): string {
  const found = site.tables[table]?.rows.find(row => String(row[key]) === String(value))
  return found ? textOf(fleet, site, table, found) : `${table} ${String(value)} is not there`
}

/** Keys that a test planted are told apart; those that Rexxfleet drew at random are all alike. */
function keyText(value: unknown): unknown {
  return typeof value === 'string' && value.length === 32 && !value.startsWith('plantedkey') ? 'drawn' : value
}

/** Both ends of a mapping as the entities that they name; where the sender is a site of this fleet, also the foreign one. */
function mappingText(fleet: readonly SiteSnapshot[], site: SiteSnapshot, row: Row): string {
  const sender = fleet.find(({ mainDomain }) => mainDomain === row['foreign_host'])
  const model = models.find(one => one.class === row['entity_type'])
  if (!model) return JSON.stringify([row['foreign_host'], row['entity_type']])
  const end = (of: SiteSnapshot | undefined, ids: readonly string[]): string => {
    const found = of?.tables[model.table]?.rows.find(one =>
      model.id.every((field, at) => String(one[columnOf(model, field)]) === ids[at])
    )
    return of && found ? textOf(fleet, of, model.table, found) : ids.join('/')
  }
  const foreign = strings(row['foreign_id'])
  const local = strings(row['local_id']).filter((_, at) => at % 2 === 1)
  return JSON.stringify([row['foreign_host'], row['entity_type'], end(sender, foreign), end(site, local)])
}

function columnOf(model: (typeof models)[number], field: string): string {
  const known = model.fields.find(({ name }) => name === field)
  return known && 'column' in known ? known.column : field
}

/** The strings of a serialized PHP array, names and values alike (F20). */
function strings(serialized: unknown): string[] {
  return [...String(serialized).matchAll(/s:\d+:"([^"]*)"/g)].map(([, text]) => text!)
}

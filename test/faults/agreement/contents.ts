/** What a site holds, read from its tables: the product has no part in it. */
import { Catalogue } from '../../../src-main/demo/orm/catalogue.ts'
import { isToOne, type Model } from '../../../src-main/demo/orm/model.ts'
import { unserialize } from '../../../src-main/demo/php/unserialize.ts'
import type { Row, SiteDouble } from '../../../src-main/demo/site-double.ts'

const catalogue = new Catalogue()
const mappingTable = 'core_module_sync_id_mapping'

/** An entity: its values, and the ids of what it belongs to, by the class of that. */
export interface Content {
  readonly values: ReadonlyMap<string, string>
  readonly related: ReadonlyMap<string, { readonly target: string; readonly ids: readonly string[] }>
}

export interface Pair {
  readonly foreignId: string
  readonly localId: string
}

const calendar = [
  'Category',
  'CategoryName',
  'Event',
  'EventField',
  'RegistrationForm',
  'RegistrationFormField'
]

/** What the scenarios replicate. */
export const contentModels: readonly Model[] = [
  'RewriteRule',
  ...[...calendar, 'RegistrationFormFieldName'].map(name => `Calendar\\Model\\Entity\\${name}`)
].map(name => catalogue.byName(name)!)

export function classNamed(name: string): Model {
  return catalogue.get(name)
}

/** All entities of a class on a site, or the chosen ones, by id; composite ids joined with `/`. */
export function contentsOf(
  { admin }: SiteDouble,
  model: Model,
  chosen: readonly string[] | null = null
): Map<string, Content> {
  const related = model.associations.filter(one => one.column !== undefined || one.joinTable !== undefined)
  const members = new Map(
    related.flatMap(({ name, joinTable }) =>
      joinTable ? [[name, Map.groupBy(admin.rows(joinTable.table), row => String(row[joinTable.own]))]] : []
    )
  )
  const contentOf = (row: Row, id: string): Content => ({
    values: new Map(
      model.fields
        .filter(({ column }) => !model.idColumns.includes(column))
        .map(({ name, column }) => [name, String(row[column] ?? '')])
    ),
    related: new Map(
      related.map(association => {
        const { name, target, column, joinTable } = association
        const ids = isToOne(association)
          ? [row[column!] ?? null]
          : (members.get(name)?.get(id) ?? []).map(member => member[joinTable!.other] ?? null)
        return [
          name,
          {
            target,
            ids: ids
              .filter(one => one !== null)
              .map(String)
              .sort()
          }
        ]
      })
    )
  })
  const wanted = chosen && new Set(chosen)
  return new Map(
    admin.rows(model.table).flatMap(row => {
      const id = model.idColumns.map(column => String(row[column])).join('/')
      return wanted && !wanted.has(id) ? [] : [[id, contentOf(row, id)] as const]
    })
  )
}

/** The pairs that a site remembers for a sender, one for each row of its table: doubled ones are there twice. */
export function pairsOf({ admin }: SiteDouble, sender: string, model: Model): Pair[] {
  return admin
    .rows(mappingTable)
    .filter(row => row['foreign_host'] === sender && row['entity_type'] === model.class)
    .map(row => ({ foreignId: idsOf(row['foreign_id']), localId: idsOf(row['local_id']) }))
}

function idsOf(text: unknown): string {
  const ids = unserialize(String(text))
  return ids instanceof Map ? [...ids.values()].map(String).join('/') : `? ${String(text)}`
}

/** Names in which a replica's entity is not what the primary's is; `translate` gives a primary's id as the replica has it. */
export function differing(
  primary: Content,
  replica: Content,
  translate: (target: string, id: string) => string,
  home: string | null
): string[] {
  const values = [...primary.values].filter(
    ([name, value]) => !isAsSent(name, value, replica.values.get(name)!, primary, home)
  )
  const related = [...primary.related].filter(([name, { target, ids }]) => {
    const wanted = ids.map(id => translate(target, id)).sort()
    return wanted.join() !== replica.related.get(name)!.ids.join()
  })
  return [...values, ...related].map(([name]) => name)
}

/** `home`: a link that goes one way makes addresses lead to the primary, and registrations stay there. */
function isAsSent(name: string, here: string, there: string, primary: Content, home: string | null): boolean {
  if (here === there) return true
  if (home === null) return false
  if (name === 'registration') return here === '1' && there === '2'
  if (name === 'registrationExternalLink')
    return primary.values.get('registration') === '1' && there.includes(home)
  return there.replaceAll(new RegExp(`https?://${home}/`, 'g'), '') === here
}

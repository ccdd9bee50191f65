/** A component that only some sites have: a guide of places, each in a region, with notes about regions, and a tree of topics. */
import fresh from '../../src-main/demo/catalogue/fresh-site.json' with { type: 'json' }
import type { ModelDefinition, SiteDoubleOptions, TableState } from '../../src-main/demo/site-double.ts'

export const place = 'Cx\\Modules\\Guide\\Model\\Entity\\Place'
export const region = 'Cx\\Modules\\Guide\\Model\\Entity\\Region'
/** Its class notes each save in `changed`, whatever is set there; so does the table for what is written past the class. */
export const note = 'Cx\\Modules\\Guide\\Model\\Entity\\Note'
export const topic = 'Cx\\Modules\\Guide\\Model\\Entity\\Topic'
export const word = 'Cx\\Modules\\Guide\\Model\\Entity\\Word'

const id = { name: 'id', type: 'integer', column: 'id' } as const
const models: ModelDefinition[] = [
  {
    class: region,
    table: 'module_guide_region',
    id: ['id'],
    generated: true,
    fields: [id, { name: 'name', type: 'string', column: 'name' }],
    associations: []
  },
  {
    class: place,
    table: 'module_guide_place',
    id: ['id'],
    generated: true,
    fields: [
      id,
      { name: 'title', type: 'string', column: 'title' },
      { name: 'opens', type: 'timestamp', column: 'opens' },
      { name: 'height', type: 'integer', column: 'height' }
    ],
    associations: [{ name: 'region', kind: 'manyToOne', target: region, column: 'region_id' }]
  },
  {
    class: note,
    table: 'module_guide_note',
    id: ['id'],
    generated: true,
    savedAt: 'changed',
    fields: [
      id,
      { name: 'text', type: 'string', column: 'text' },
      { name: 'changed', type: 'timestamp', column: 'changed' }
    ],
    associations: [{ name: 'region', kind: 'manyToOne', target: region, column: 'region_id' }]
  },
  {
    class: topic,
    table: 'module_guide_topic',
    id: ['id'],
    generated: true,
    fields: [id, { name: 'title', type: 'string', column: 'title' }],
    associations: [{ name: 'under', kind: 'manyToOne', target: topic, column: 'under_id' }]
  },
  {
    class: word,
    table: 'module_guide_word',
    id: ['code'],
    fields: [{ name: 'code', type: 'string', column: 'code' }],
    associations: []
  }
]

const key = { name: 'id', type: 'int', nullable: false, key: 'PRI', autoIncrement: true }
const text = (name: string) => ({ name, type: 'varchar', nullable: false, maxLength: 255 })

/** Options of a double with these classes, and with so many places in three regions; ids differ from site to site. */
export function withOwnComponent(places: number, at: number): Pick<SiteDoubleOptions, 'models' | 'tables'> {
  const first = 10 * (at + 1)
  const regions = places > 0 ? ['Alps', 'Lakes', 'Plain'] : []
  const tables: Record<string, TableState> = {
    module_guide_region: {
      columns: [key, text('name')],
      rows: regions.map((name, number) => ({ id: first + number, name })),
      nextId: first + 3
    },
    module_guide_place: {
      columns: [
        key,
        text('title'),
        { name: 'opens', type: 'timestamp', nullable: true },
        { name: 'height', type: 'int', nullable: false },
        { name: 'region_id', type: 'int', nullable: false }
      ],
      rows: Array.from({ length: places }, (_, number) => ({
        id: first + number,
        title: `Place ${number}`,
        opens: '2026-05-01 08:00:00',
        height: 500 + number,
        region_id: first + (number % 3)
      })),
      nextId: first + places
    },
    module_guide_note: {
      columns: [
        key,
        text('text'),
        { name: 'changed', type: 'timestamp', nullable: true, onUpdate: true },
        { name: 'region_id', type: 'int', nullable: false }
      ],
      rows: regions.map((name, number) => ({
        id: first + number,
        text: `About the ${name}`,
        changed: '2026-05-01 08:00:00',
        region_id: first + number
      })),
      nextId: first + 3
    },
    module_guide_topic: {
      columns: [key, text('title'), { name: 'under_id', type: 'int', nullable: true }],
      rows: [],
      nextId: first
    },
    module_guide_word: {
      columns: [{ name: 'code', type: 'varchar', nullable: false, key: 'PRI', maxLength: 20 }],
      rows: places > 0 ? [{ code: 'hut' }] : [],
      nextId: 1
    }
  }
  return { models, tables: { ...(fresh as unknown as Record<string, TableState>), ...tables } }
}

import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../../src-main/demo/orm/catalogue.ts'
import { compileCondition } from '../../../src-main/demo/orm/criteria.ts'
import type { Condition } from '../../../src-main/demo/orm/criteria.ts'
import { resolveRecursions } from '../../../src-main/demo/orm/recursion.ts'
import { selectRows } from '../../../src-main/demo/orm/select-rows.ts'
import type { Order } from '../../../src-main/demo/orm/select-rows.ts'
import { startDatabase } from '../../../src-main/demo/start-state.ts'

const catalogue = new Catalogue()
const model = catalogue.byName('RewriteRule')!
const database = startDatabase(undefined, 'contrexx_', () => new Date())
for (let id = 1; id <= 50; id++) {
  database.table('core_rewrite_rule').load({
    id,
    regular_expression: `/^R${id}$/`,
    continue_on_match: id % 2,
    rewrite_status_code: id % 3 === 0 ? '302' : '301',
    order_no: 100 - id
  })
}

function ids(conditions: Condition[], order?: Order): number[] {
  const tests = conditions.map(condition => compileCondition(database, model, condition))
  return [...selectRows(database, model.table, tests, order)].map(row => Number(row['id']))
}

describe('filters (F10)', () => {
  test.each([
    ['eq', '7', [7]],
    ['lt', '3', [1, 2]],
    ['lte', '3', [1, 2, 3]],
    ['gt', '48', [49, 50]],
    ['gte', '48', [48, 49, 50]]
  ] as const)('%s %s', (operation, value, expected) => {
    expect(ids([{ column: 'id', operation, value }])).toEqual(expected)
  })

  test('a comma list finds each once, in the order of the key', () => {
    expect(ids([{ column: 'id', operation: 'in', value: ['9', '3', '3', '99', 'x'] }])).toEqual([3, 9])
  })

  test('text is compared as the database does, numbers as numbers', () => {
    expect(ids([{ column: 'regular_expression', operation: 'eq', value: '/^r12$/' }])).toEqual([12])
    expect(ids([{ column: 'id', operation: 'eq', value: '12abc' }])).toEqual([12])
    expect(ids([{ column: 'continue_on_match', operation: 'eq', value: 'true' }])).toHaveLength(25)
  })

  test('several conditions hold together', () => {
    const found = ids([
      { column: 'id', operation: 'gt', value: '40' },
      { column: 'rewrite_status_code', operation: 'eq', value: '302' }
    ])
    expect(found).toEqual([42, 45, 48])
  })
})

describe('order (F9, F11)', () => {
  test('by the key both ways, with a bound', () => {
    const after = { column: 'id', operation: 'gt', value: '46' } as const
    expect(ids([after], { column: 'id', descending: false })).toEqual([47, 48, 49, 50])
    expect(ids([after], { column: 'id', descending: true })).toEqual([50, 49, 48, 47])
  })

  test('by another column; equal values stay in the order of the key', () => {
    expect(ids([], { column: 'order_no', descending: false }).slice(0, 2)).toEqual([50, 49])
    const byCode = ids([{ column: 'id', operation: 'lte', value: '6' }], {
      column: 'rewrite_status_code',
      descending: true
    })
    expect(byCode).toEqual([3, 6, 1, 2, 4, 5])
  })

  test('a page by keyset reads a page, not the table', () => {
    let read = 0
    const tests = [compileCondition(database, model, { column: 'id', operation: 'gt', value: '10' })]
    for (const row of selectRows(database, model.table, tests, { column: 'id', descending: false })) {
      expect(row['id']).toBe(11 + read)
      if (++read === 5) break
    }
    expect(read).toBe(5)
  })
})

describe('recursion options (F12)', () => {
  const options = (
    ...entries: [string, string | Map<number, string>][]
  ): Map<string, string | Map<number, string>> => new Map(entries)
  const paths = (name: string, value: Map<string, string | Map<number, string>>): string[] =>
    [...resolveRecursions(catalogue, catalogue.byName(name)!, value)].sort()

  test('to-one and many-to-many associations, never back to a class on the way', () => {
    expect(paths('Event', options(['recurse', '1']))).toEqual(['categories', 'registrationForm'])
    expect(
      paths('HostEntity', options(['recurse', '1'], ['skippedRecursions', new Map([[0, 'host.changes']])]))
    ).toEqual([
      'host',
      'sync',
      'sync.dataAccess',
      'sync.dataAccess.dataSource',
      'sync.dataAccess.readPermission',
      'sync.dataAccess.writePermission'
    ])
  })

  test('branches can be pruned; without the option nothing is followed', () => {
    expect(
      paths(
        'CategoryName',
        options(['recurse', '1'], ['skippedRecursions', new Map([[0, 'category.events']])])
      )
    ).toEqual(['category'])
    expect(paths('Event', options(['recurse', '0']))).toEqual([])
    expect(paths('Event', options())).toEqual([])
  })
})

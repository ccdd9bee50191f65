import { describe, expect, test } from 'vitest'
import { Database } from '../../../src-main/demo/engine/database.ts'
import { fold } from '../../../src-main/demo/engine/collation.ts'
import type { DatabaseError } from '../../../src-main/demo/engine/database-error.ts'
import { GeneratedRows } from '../../../src-main/demo/engine/generated-rows.ts'
import { StoredRows } from '../../../src-main/demo/engine/stored-rows.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import type { TableDefinition } from '../../../src-main/demo/engine/schema.ts'

const DEFINITIONS: Record<string, TableDefinition> = {
  parent: {
    columns: {
      id: { type: 'int', auto: true },
      name: { type: 'varchar', length: 8 },
      at: { type: 'timestamp', onUpdate: true }
    },
    primary: ['id'],
    unique: { name: ['name'] }
  },
  child: {
    columns: { parent_id: { type: 'int' }, lang: { type: 'int' }, text: { type: 'text', nullable: true } },
    primary: ['parent_id', 'lang'],
    index: ['parent_id'],
    foreign: [{ name: 'fk', column: 'parent_id', table: 'parent', key: 'id' }]
  }
}

const database = (): Database =>
  new Database(DEFINITIONS, 'contrexx_', () => new Date('2026-01-01T00:00:00Z'))

describe('rows in the order of their keys', () => {
  const rows = new StoredRows()
  for (const id of [5, 1, 9, 3, 7]) rows.set(id, { id })
  const ids = (found: Iterable<{ [column: string]: unknown }>): unknown[] => [...found].map(row => row['id'])

  test('both ways, from any key on, whether it exists or not', () => {
    expect(ids(rows.ascending())).toEqual([1, 3, 5, 7, 9])
    expect(ids(rows.ascending(3))).toEqual([5, 7, 9])
    expect(ids(rows.ascending(4))).toEqual([5, 7, 9])
    expect(ids(rows.descending())).toEqual([9, 7, 5, 3, 1])
    expect(ids(rows.descending(5))).toEqual([3, 1])
  })

  test('a removed key is gone, and may come back', () => {
    rows.delete(5)
    expect(ids(rows.ascending())).toEqual([1, 3, 7, 9])
    rows.set(5, { id: 5 })
    expect(ids(rows.ascending())).toEqual([1, 3, 5, 7, 9])
    expect(rows.size).toBe(5)
  })

  test('a page in the middle of many costs no walk over all', () => {
    const many = new StoredRows()
    for (let id = 1; id <= 100_000; id++) many.set(id, { id })
    let touched = 0
    for (const row of many.ascending(50_000)) {
      touched++
      if (touched === 1) expect(row['id']).toBe(50_001)
      if (touched === 10) break
    }
    for (let id = 1; id <= 90_000; id++) many.delete(id)
    expect(many.size).toBe(10_000)
    expect(ids(many.ascending()).slice(0, 2)).toEqual([90_001, 90_002])
  })

  test('composite keys are compared part by part, numbers as numbers', () => {
    const composite = new StoredRows()
    for (const key of ['10/1', '9/2', '9/10', '9/1']) composite.set(key, { id: key })
    expect(ids(composite.ascending())).toEqual(['9/1', '9/2', '9/10', '10/1'])
  })
})

describe('rows that are made up when they are read', () => {
  const rows = new GeneratedRows(1_000_000, id => ({ id, name: `made ${id}` }))
  const ids = (found: Iterable<Row>, count: number): unknown[] => {
    const read: unknown[] = []
    for (const row of found) {
      read.push(row['id'])
      if (read.length === count) break
    }
    return read
  }

  test('a million, any page of them at once', () => {
    expect(rows.size).toBe(1_000_000)
    expect(rows.get(777_777)).toEqual({ id: 777_777, name: 'made 777777' })
    expect(ids(rows.ascending(999_998), 5)).toEqual([999_999, 1_000_000])
    expect(ids(rows.descending(4), 5)).toEqual([3, 2, 1])
  })

  test('what is written, added or removed stays so', () => {
    rows.set(2, { id: 2, name: 'written' })
    rows.set(1_000_001, { id: 1_000_001, name: 'added' })
    expect([rows.delete(3), rows.delete(3)]).toEqual([true, false])
    expect(rows.get(2)!['name']).toBe('written')
    expect(rows.size).toBe(1_000_000)
    expect(ids(rows.ascending(), 3)).toEqual([1, 2, 4])
    expect(ids(rows.descending(), 2)).toEqual([1_000_001, 1_000_000])
    rows.delete(2)
    expect([rows.get(2), rows.size]).toEqual([undefined, 999_999])
    rows.set(3, { id: 3, name: 'back' })
    expect(ids(rows.ascending(1), 2)).toEqual([3, 4])
  })
})

describe('a database that guards its keys (F5, F36)', () => {
  test('a duplicate uses an id up, a missing field does not (F36)', () => {
    const site = database()
    expect(site.insert('parent', { name: 'a' })['id']).toBe(1)
    expect(() => site.insert('parent', { name: 'A ' })).toThrow("1062 Duplicate entry 'A ' for key 'name'")
    expect(() => site.insert('parent', { name: null })).toThrow("1048 Column 'name' cannot be null")
    expect(site.insert('parent', { name: 'b' })['id']).toBe(3)
  })

  test('a parent in use stays, a child needs its parent', () => {
    const site = database()
    const parent = site.insert('parent', { name: 'a' })
    site.insert('child', { parent_id: 1, lang: 1 })
    expect(() => site.remove('parent', parent)).toThrow('1451')
    expect(() => site.insert('child', { parent_id: 2, lang: 1 })).toThrow('1452')
    expect(() => site.insert('child', { parent_id: 1, lang: 1 })).toThrow(
      "Duplicate entry '1-1' for key 'PRIMARY'"
    )
  })

  test('a refused statement names Doctrine’s class for it', () => {
    const site = database()
    site.insert('parent', { name: 'a' })
    try {
      site.insert('parent', { name: 'a' })
      expect.unreachable()
    } catch (error) {
      expect((error as DatabaseError).exception).toBe(
        'Doctrine\\DBAL\\Exception\\UniqueConstraintViolationException'
      )
    }
  })

  test('a transaction that fails leaves nothing but used-up ids', () => {
    const site = database()
    const kept = site.insert('parent', { name: 'kept' })
    const before = site.snapshot()
    expect(() =>
      site.atomically(() => {
        site.update('parent', kept, { name: 'changed' })
        site.insert('parent', { name: 'new' })
        site.table('parent').remove(site.table('parent').first({ id: 1 })!)
        throw new Error('fatal')
      })
    ).toThrow('fatal')
    expect(site.snapshot()['parent']!.rows).toEqual(before['parent']!.rows)
    expect(site.insert('parent', { name: 'next' })['id']).toBe(3)
  })

  test('a snapshot is a copy, and can be restored', () => {
    const site = database()
    site.insert('parent', { name: 'a' })
    const frozen = site.snapshot()
    site.update('parent', site.table('parent').first({ id: 1 })!, { name: 'b' })
    site.insert('parent', { name: 'c' })
    expect(frozen['parent']!.rows[0]!['name']).toBe('a')
    site.restore(frozen)
    expect(site.snapshot()).toEqual(frozen)
    expect(site.insert('parent', { name: 'd' })['id']).toBe(2)
    expect(() => site.insert('child', { parent_id: 9, lang: 1 })).toThrow('1452')
  })
})

test('text is compared without case, accents and trailing blanks', () => {
  expect(fold('RewriteRule ')).toBe(fold('rewriterule'))
  expect(fold('Zürich')).toBe(fold('ZURICH'))
  expect(fold('Straße')).toBe(fold('strasse'))
  expect(fold('a_b')).not.toBe(fold('a b'))
})

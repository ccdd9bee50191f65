import { describe, expect, it } from 'vitest'
import { chunksOf } from '../../../src-main/adapters/cloudrexx/entities-by-id.ts'
import { decodeAll } from '../../../src-main/adapters/cloudrexx/wire/entity.ts'
import { pushForm, referrerOf } from '../../../src-main/adapters/cloudrexx/wire/push-form.ts'
import type { Model } from '../../../src-main/core/models/model.ts'
import { eventField, rewriteRule } from '../../integration/cloudrexx/support/access.ts'

const event: Model = {
  name: 'Cx\\Modules\\Calendar\\Model\\Entity\\Event',
  shortName: 'Event',
  table: 'module_calendar_event',
  identifier: [{ name: 'id', type: 'integer', generated: true }],
  fields: [
    { name: 'startDate', type: 'timestamp', nullable: true },
    { name: 'title', type: 'string', nullable: true },
    { name: 'options', type: 'array', nullable: false }
  ],
  associations: [
    {
      name: 'registrationForm',
      kind: 'manyToOne',
      target: 'F',
      owning: true,
      nullable: true,
      cascades: false
    },
    { name: 'categories', kind: 'manyToMany', target: 'C', owning: true, nullable: false, cascades: true },
    { name: 'eventFields', kind: 'oneToMany', target: 'E', owning: false, nullable: false, cascades: true }
  ]
}
const proxy = { __initializer__: {}, __cloner__: {}, __isInitialized__: false }

function decode(model: Model, records: Record<string, Record<string, unknown>>) {
  return decodeAll(model, Object.entries(records))
}

describe('entities out of answers (F12)', () => {
  it('have associations where the source recurses', () => {
    const [one, other] = decode(event, {
      1: { id: 1, title: 'x', registrationForm: { id: 7, title: 'f' }, categories: { 46: { id: 46 } } },
      2: { id: 2, title: null, registrationForm: null, categories: {}, eventFields: {} }
    })
    expect(one).toEqual({
      id: '1',
      fields: { id: 1, title: 'x' },
      toOne: { registrationForm: '7' },
      toMany: { categories: ['46'] }
    })
    expect(other).toMatchObject({ fields: { id: 2, title: null }, toOne: { registrationForm: null } })
    expect(other?.toMany).toEqual({ categories: [] })
  })

  it('have none where it does not, and none that are made up', () => {
    const [plain] = decode(event, { 1: { id: 1, registrationForm: proxy, categories: {} } })
    expect(plain).toMatchObject({ toOne: {}, toMany: {} })
    const [unclear] = decode(event, { 1: { id: 1, registrationForm: null, categories: {} } })
    expect(unclear).toMatchObject({ toOne: { registrationForm: null }, toMany: {} })
  })

  it('know the parent that is part of their id', () => {
    const [field] = decode(eventField, { '88/1': { eventId: 88, langId: 1, title: 'x', event: proxy } })
    expect(field).toMatchObject({ id: '88/1', toOne: { event: '88' }, fields: { eventId: 88, langId: 1 } })
  })

  it('have one zero date', () => {
    const [one] = decode(event, {
      1: { id: 1, startDate: '-001-11-30T00:34:08+00:34', title: '-001-11-30T00:34:08+00:34' }
    })
    expect(one?.fields['startDate']).toBe('0000-00-00 00:00:00')
    expect(one?.fields['title']).toBe('-001-11-30T00:34:08+00:34')
  })

  it('take the id from the key where the fields lack it', () => {
    expect(decode(eventField, { '88/1': { title: 'x' } })[0]).toMatchObject({
      id: '88/1',
      fields: { eventId: '88' }
    })
    expect(() => decode(eventField, { 88: { title: 'x' } })).toThrow('without its id')
  })
})

describe('entities on their way (F18)', () => {
  const push = { source: { endpoint: 'x', model: event }, id: '88', sender: 'a.ch', keyRef: 'k' }

  it('say their id first, leave null out, and name members in one list', () => {
    const values = {
      id: 88,
      title: null,
      startDate: '-001-11-30T00:34:08+00:34',
      status: true,
      registrationForm: '1',
      categories: ['46', '47']
    }
    expect(pushForm({ ...push, values })).toEqual([
      ['id', '88'],
      ['startDate', '0000-00-00 00:00:00'],
      ['status', '1'],
      ['registrationForm', '1'],
      ['categories', '46,47']
    ])
  })

  it('leave a list without members out: a site would look for a member without an id, and refuse all of it', () => {
    expect(pushForm({ ...push, values: { status: true, categories: [] } })).toEqual([
      ['id', '88'],
      ['status', '1']
    ])
  })

  it('send PHP arrays as arrays', () => {
    expect(pushForm({ ...push, values: { options: 'a:1:{i:0;s:1:"x";}' } })).toContainEqual([
      'options[]',
      'x'
    ])
  })

  it('name the parent in a composite id, so that it is mapped (F19)', () => {
    const source = { endpoint: 'calendar-eventfield', model: eventField }
    expect(pushForm({ ...push, source, id: '88/1', values: { title: 'x' } })).toEqual([
      ['eventId', '88'],
      ['langId', '1'],
      ['title', 'x'],
      ['event', '88']
    ])
  })

  it.each(['', '88/', '/1', '88', '88/1/2'])('never go out under the id %j (F31)', id => {
    const source = { endpoint: 'x', model: eventField }
    expect(() => pushForm({ ...push, source, id, values: {} })).toThrow(/is no id/)
  })

  it('name their sender (F16)', () => {
    expect(referrerOf('www.example.ch')).toBe('http://www.example.ch/cadmin/')
    for (const bad of ['', ' ', 'a b', 'http://a.ch', 'a.ch/x', 'a.ch\r\nX: y']) {
      expect(() => referrerOf(bad)).toThrow('main domain')
    }
  })
})

describe('lists of ids', () => {
  it('fit an address', () => {
    const ids = Array.from({ length: 5_000 }, (_, at) => String(1_000_000 + at))
    const chunks = chunksOf(ids, Infinity)
    expect(chunks.flat()).toEqual(ids)
    expect(Math.max(...chunks.map(chunk => chunk.join(',').length))).toBeLessThanOrEqual(6_000)
    expect(chunks.length).toBe(7)
    expect(chunksOf(ids, 100)).toHaveLength(50)
    expect(chunksOf([], 100)).toEqual([])
  })
})

describe('plain models', () => {
  it('need nothing but fields', () => {
    const record = {
      id: 3,
      regularExpression: '/^r3$/',
      orderNo: 3,
      rewriteStatusCode: '301',
      continueOnMatch: false
    }
    expect(decode(rewriteRule, { 3: record })[0]).toEqual({ id: '3', fields: record, toOne: {}, toMany: {} })
  })
})

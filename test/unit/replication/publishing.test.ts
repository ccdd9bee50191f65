import { describe, expect, it } from 'vitest'
import type { Published } from '../../../src-main/core/replication/publishing/calendar-tables.ts'
import { publishSql, renameTargetSql } from '../../../src-main/core/replication/publishing/publishing-sql.ts'
import {
  formerOf,
  missingOf,
  type Receiver
} from '../../../src-main/core/replication/publishing/receivers.ts'
import { wayBackOf } from '../../../src-main/core/replication/publishing/reversal.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'

const receiver = (id: string): Receiver => ({ link: { id } as Link, uri: `${id}.example`, title: id })
const calendar = (changes: Partial<Published> = {}): Published => ({
  status: '2',
  targets: [],
  eventTargets: [],
  eventIds: [1, 2],
  ...changes
})
const [town, village] = [receiver('town'), receiver('village')]

describe('what of a publishing target is missing', () => {
  it('is all of it at first, and nothing once it is there', () => {
    expect(missingOf(calendar(), [town], null)).toEqual([
      'publication-status',
      'publishing-target',
      'event-target'
    ])
    const there = calendar({
      status: '1',
      targets: [{ id: 7, uri: 'TOWN.example', status: 0 }],
      eventTargets: [1, 2].map(eventId => ({ targetId: 7, eventId }))
    })
    expect(missingOf(there, [town], null)).toEqual([])
    expect(missingOf(there, [town, village], null)).toEqual(['publishing-target', 'event-target'])
  })

  it('is no event that came after it had been asked for, and none that is gone', () => {
    const note = { status: '2', links: formerOf(calendar({ eventIds: [1, 9] }), [town]) }
    const there = calendar({
      status: '1',
      targets: [{ id: 7, uri: 'town.example', status: 0 }],
      eventTargets: [{ targetId: 7, eventId: 1 }],
      eventIds: [1, 3]
    })
    expect(missingOf(there, [town], note)).toEqual([])
    expect(missingOf(there, [town], null)).toEqual(['event-target'])
  })

  it('is a target that is off', () => {
    const off = calendar({ status: '1', targets: [{ id: 7, uri: 'town.example', status: 1 }], eventIds: [] })
    expect(missingOf(off, [town], null)).toEqual(['publishing-target'])
  })
})

describe('the way back', () => {
  const before = calendar({
    targets: [{ id: 3, uri: 'town.example', status: 1 }],
    eventTargets: [{ targetId: 3, eventId: 1 }]
  })
  const note = { status: '2', links: formerOf(before, [town, village]) }
  const now = calendar({
    status: '1',
    targets: [
      { id: 3, uri: 'town.example', status: 0 },
      { id: 4, uri: 'village.example', status: 0 }
    ],
    eventTargets: [
      ...[1, 2, 8].map(eventId => ({ targetId: 3, eventId })),
      ...[1, 2].map(eventId => ({ targetId: 4, eventId }))
    ]
  })

  it('leaves what was there, switches it off again, and what an editor chose since', () => {
    const { reversals, status, missing, effects } = wayBackOf(now, [town], note)
    expect(reversals).toMatchObject([
      { former: [{ id: 3, status: 1 }], events: [{ targetId: 3, eventIds: [2] }], made: 0, switchedOn: 1 }
    ])
    expect(status).toBeNull()
    expect(missing).toEqual(['publishing-target', 'event-target'])
    expect(effects).toContainEqual({
      act: 'keep',
      what: 'publication-status',
      name: 'publicationStatus',
      why: 'used-by-others'
    })
  })

  it('takes what was made with all that is published to it, and the setting with the last', () => {
    const { status, missing, effects } = wayBackOf(now, [town, village], note)
    expect(status).toBe('2')
    expect(missing).toEqual(['publication-status', 'publishing-target', 'event-target'])
    expect(effects).toContainEqual({
      act: 'remove',
      what: 'event-target',
      name: 'village.example',
      count: 2
    })
    expect(wayBackOf(before, [town, village], note)).toMatchObject({ missing: [], status: null })
  })

  it('leaves a setting alone that was on before, or that somebody has changed since', () => {
    expect(wayBackOf(now, [town, village], { ...note, status: '1' }).status).toBeNull()
    expect(wayBackOf({ ...now, status: '0' }, [town, village], note).status).toBeNull()
  })
})

describe('the SQL', () => {
  it('keeps a name inside of its quotes, and of what a table can hold', () => {
    const title = `It's\n"x" \\'; DROP TABLE a; -- 😀`
    const sql = publishSql('p_', [{ title, uri: 'town.example' }])
    expect(sql).toContain(String.raw`'It''s "x" \\''; DROP TABLE a; -- '`)
    expect(() => publishSql('p`_', [])).toThrow('prefix')
  })

  it('names the old and the new', () => {
    expect(renameTargetSql('', [{ from: "o'ld", to: 'new' }])).toContain(
      "UPDATE `module_calendar_host` SET `uri` = 'new' WHERE `uri` = 'o''ld';"
    )
  })
})

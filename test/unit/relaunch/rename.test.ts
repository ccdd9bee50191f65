import { describe, expect, it } from 'vitest'
import { foreignEntity, isHostOf, templateFor } from '../../../src-main/core/relaunch/rename.ts'

describe('a template for another domain', () => {
  it.each([
    ['https://old.ch/api/sync', 'https://new.ch/api/sync'],
    ['http://OLD.ch:8080/api', 'http://new.ch:8080/api'],
    ['old.ch/api', 'new.ch/api'],
    ['//old.ch', '//new.ch'],
    ['https://[[HOST]]/api/sync?x=old.ch', 'https://[[HOST]]/api/sync?x=old.ch'],
    ['https://www.old.ch/api', 'https://www.old.ch/api'],
    ['https://old.ch.example/api', 'https://old.ch.example/api'],
    ['https://oldxch/api', 'https://oldxch/api'],
    ['', '']
  ])('%j becomes %j', (before, after) => {
    expect(templateFor(before, 'old.ch', 'new.ch')).toBe(after)
  })
})

describe('names on a partner', () => {
  it('are compared as host names are', () => {
    expect(isHostOf({ host: 'Old.CH' }, 'old.ch')).toBe(true)
    expect(isHostOf({ host: 'www.old.ch' }, 'old.ch')).toBe(false)
  })

  it('tell the entities of two models apart', () => {
    const row = { entityType: 'A', foreignId: ['1', '2'] }
    expect(foreignEntity(row)).toBe(foreignEntity({ ...row }))
    expect(foreignEntity(row)).not.toBe(foreignEntity({ ...row, entityType: 'B' }))
    expect(foreignEntity(row)).not.toBe(foreignEntity({ ...row, foreignId: ['12'] }))
  })
})

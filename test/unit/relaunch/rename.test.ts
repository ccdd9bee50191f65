import { describe, expect, it } from 'vitest'
import { foreignEntity, movedHost } from '../../../src-main/core/relaunch/rename.ts'

const was = { mainDomain: 'old.ch', baseUrl: 'https://old.ch' }
const will = { mainDomain: 'new.ch', baseUrl: 'https://new.ch' }
const template = (urlTemplate: string, from = was, to = will) =>
  movedHost({ host: 'x', urlTemplate }, from, to).urlTemplate
const name = (host: string, from = was, to = will) => movedHost({ host, urlTemplate: '' }, from, to).host

describe('a template after a move', () => {
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
    expect(template(before)).toBe(after)
  })

  it('keeps the address that stays', () => {
    const stays = { ...will, baseUrl: was.baseUrl }
    expect(template('https://old.ch/api', was, stays)).toBe('https://old.ch/api')
    const inside = { mainDomain: 'old.ch', baseUrl: 'https://host.ch:8443/old' }
    const moved = { mainDomain: 'new.ch', baseUrl: 'https://host.ch:8443/new' }
    expect(template('https://host.ch:8443/old/api', inside, moved)).toBe('https://host.ch:8443/new/api')
    expect(template('https://host.ch:8443/older/api', inside, moved)).toBe('https://host.ch:8443/older/api')
  })
})

describe('names on a partner', () => {
  it('of receivers follow the address by which they are made, and else the main domain', () => {
    expect(name('Old.CH')).toBe('new.ch')
    expect(name('www.old.ch')).toBe('www.old.ch')
    const stays = { ...will, baseUrl: was.baseUrl }
    expect(name('old.ch', was, stays)).toBe('old.ch')
    const local = { ...was, baseUrl: 'http://127.0.0.1:8080' }
    expect(name('old.ch', local, { ...will, baseUrl: local.baseUrl })).toBe('new.ch')
    expect(name('127.0.0.1:8080', local, { ...will, baseUrl: 'http://127.0.0.1:9090/x' })).toBe(
      '127.0.0.1:9090/x'
    )
  })

  it('tell the entities of two models apart', () => {
    const row = { entityType: 'A', foreignId: ['1', '2'] }
    expect(foreignEntity(row)).toBe(foreignEntity({ ...row }))
    expect(foreignEntity(row)).not.toBe(foreignEntity({ ...row, entityType: 'B' }))
    expect(foreignEntity(row)).not.toBe(foreignEntity({ ...row, foreignId: ['12'] }))
  })
})

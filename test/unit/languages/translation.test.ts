import { describe, expect, it } from 'vitest'
import { judgeLanguages } from '../../../src-main/core/languages/judge-languages.ts'
import { assertOneToOne, inverseOf, translated } from '../../../src-main/core/languages/language-map.ts'
import { translationOf } from '../../../src-main/core/languages/translation.ts'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import type { Entity } from '../../../src-main/core/sync/entity.ts'

const text = modelMeant('calendar-eventfield')
const entity = (id: string, fields: Entity['fields']): Entity => ({ id, fields, toOne: {}, toMany: {} })

describe('a pair of languages', () => {
  it('leads from the primary to the replica and back, and leaves what is not named', () => {
    const map = { '1': '3', '2': '1' }
    expect(['1', '2', '5', '0', ''].map(id => translated(map, id))).toEqual(['3', '1', '5', '0', ''])
    expect(['3', '1'].map(id => translated(inverseOf(map), id))).toEqual(['1', '2'])
  })

  it('gives no id to a language whose own was given away', () => {
    expect(translated({ '1': '2' }, '2')).toBeNull()
    expect(translated({ constructor: '2' } as never, '2')).toBeNull()
    expect(translated({}, 'constructor')).toBe('constructor')
  })

  it('must lead back: two languages never become one', () => {
    expect(() => assertOneToOne({ '1': '3', '2': '3' })).toThrow(
      expect.objectContaining({ code: 'language-map-invalid' })
    )
    expect(() => assertOneToOne({ '0': '3' })).toThrow(
      expect.objectContaining({ code: 'language-map-invalid' })
    )
    expect(() => assertOneToOne({ '1': '2', '2': '1' })).not.toThrow()
  })
})

describe('an entity in the languages of the other side', () => {
  it('changes its id and its field, and keeps the kind of value', () => {
    const change = translationOf(text, { '1': '3' })!
    const there = change.entity(entity('88/1', { eventId: 88, langId: 1, title: '1' }))
    expect(there).toMatchObject({ id: '88/3', fields: { eventId: 88, langId: 3, title: '1' } })
    expect(translationOf(text, { '3': '1' })!.id('88/3')).toBe('88/1')
  })

  it('changes each language of a list, and nothing of a model that names none', () => {
    const change = translationOf(modelMeant('calendar-event'), { '1': '3' })!
    expect(change.entity(entity('7', { showIn: '1,2' }))).toMatchObject({
      id: '7',
      fields: { showIn: '3,2' }
    })
    expect(change.entity(entity('7', { showIn: '' })).fields).toEqual({ showIn: '' })
    expect(translationOf(modelMeant('RewriteRule'), { '1': '3' })).toBeNull()
  })

  it('fails rather than take the place of another language', () => {
    const change = translationOf(text, { '1': '2' })!
    expect(() => change.entity(entity('88/2', { langId: 2 }))).toThrow(
      expect.objectContaining({ code: 'language-unmapped' })
    )
  })
})

describe('the languages of two sites', () => {
  const used = (...ids: string[]) => ({ used: new Set(ids), known: null })
  const known = (used: string[], labels: Record<string, string>) => ({
    used: new Set(used),
    known: new Map(Object.entries(labels))
  })
  const none = { differing: [], colliding: [], missing: [] }

  it('differ where the replica writes in others, as far as its content tells', () => {
    expect(judgeLanguages(used('1', '3'), used('1', '2'), {})).toEqual({ ...none, differing: ['3'] })
    expect(judgeLanguages(used('1', '3'), used(), {})).toEqual(none)
    expect(judgeLanguages(used('1', '3'), used('1', '2'), { '3': '2' })).toEqual(none)
    expect(judgeLanguages(used('1', '3'), used('1', '2'), { '3': '3' })).toEqual(none)
  })

  it('collide where an id was given to another one', () => {
    expect(judgeLanguages(used('1', '2'), used('2'), { '1': '2' })).toEqual({ ...none, colliding: ['2'] })
  })

  it('differ by their names where both sites tell them, and exist or not where the replica does', () => {
    const german = known(['1'], { '1': 'Deutsch' })
    expect(judgeLanguages(german, known([], { '1': 'English', '2': 'Deutsch' }), {})).toEqual({
      ...none,
      differing: ['1']
    })
    expect(judgeLanguages(german, known([], { '1': 'English', '2': 'Deutsch' }), { '1': '2' })).toEqual(none)
    expect(judgeLanguages(german, known([], { '1': 'English' }), { '1': '9' })).toEqual({
      ...none,
      missing: ['1']
    })
    expect(judgeLanguages(german, known([], { '1': 'Deutsch' }), {})).toEqual(none)
  })
})

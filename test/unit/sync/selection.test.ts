import { describe, expect, it } from 'vitest'
import { modelMeant, modelNamed } from '../../../src-main/core/models/catalogue.ts'
import { wholesOf } from '../../../src-main/core/models/wholes.ts'
import { belongsToSelected, followers } from '../../../src-main/core/sync/selection.ts'
import { assertDeliverable } from '../../../src-main/core/topology/selection-rules.ts'
import type { Link, LinkModel } from '../../../src-main/core/topology/link.ts'

const name = (text: string): string => modelMeant(text).name
const carried = (models: Record<string, string[] | null>): LinkModel[] =>
  Object.entries(models).map(([model, ids]) => ({
    ...{ model: name(model), primaryEndpoint: model, replicaEndpoint: model },
    ids
  }))
const followed = (models: Record<string, string[] | null>): [string, string[]][] =>
  [...followers(carried(models))].map(([model, wholes]) => [
    modelNamed(model).shortName,
    wholes.map(one => one.name)
  ])

const calendar = {
  'calendar-registrationform': null,
  'calendar-registrationformfield': null,
  'calendar-registrationformfieldname': null,
  'calendar-category': null,
  'calendar-event': null,
  'calendar-eventfield': null,
  'calendar-registration': null
}

describe('what belongs to something else', () => {
  it.each([
    ['calendar-eventfield', ['event']],
    ['calendar-categoryname', ['category']],
    ['calendar-registrationformfield', ['registrationForm']],
    ['calendar-registrationformfieldname', ['registrationFormField']],
    ['calendar-registration', ['event']],
    ['calendar-invite', ['event']],
    // It names them, and is no part of them.
    ['calendar-event', []],
    ['RewriteRule', []]
  ])('%s, by %j', (model, wholes) => {
    expect(wholesOf(modelMeant(model)).map(one => one.name)).toEqual(wholes)
  })
})

describe('what follows a choice', () => {
  it('is nothing where none was made', () => {
    expect(followed(calendar)).toEqual([])
  })

  it('is what belongs to it, also by something in between, and not what only names it', () => {
    expect(followed({ ...calendar, 'calendar-event': ['5'] })).toEqual([
      ['calendar-eventfield', ['event']],
      ['calendar-registration', ['event']]
    ])
    expect(followed({ ...calendar, 'calendar-registrationform': ['1'] })).toEqual([
      ['calendar-registrationformfield', ['registrationForm']],
      ['calendar-registrationformfieldname', ['registrationFormField']]
    ])
  })

  it('is nothing of which entities were chosen by themselves: these are blocked, and told of', () => {
    const chosen = { ...calendar, 'calendar-event': ['5'], 'calendar-registration': ['9'] }
    expect(followed(chosen)).toEqual([['calendar-eventfield', ['event']]])
  })
})

describe('an entity of the replica', () => {
  const wholes = wholesOf(modelMeant('calendar-registration'))
  const mapped = new Map([
    ['12', '5'],
    ['13', '6']
  ])
  const isCarried = (event: string | null | undefined): boolean =>
    belongsToSelected(
      { id: '1', fields: {}, toOne: event === undefined ? {} : { event }, toMany: {} },
      wholes,
      (_model, id) => mapped.get(id) ?? null,
      new Map([[name('calendar-event'), (id: string) => id === '5']])
    )

  it('is carried with what it belongs to; where nobody can tell, it is not, and nothing is removed', () => {
    expect(isCarried('12')).toBe(true)
    for (const event of ['13', '99', null, undefined]) expect(isCarried(event)).toBe(false)
  })
})

describe('a delivery', () => {
  const given = (delivery: Link['delivery'], models: Record<string, string[] | null>) => () =>
    assertDeliverable(carried(models), delivery)

  it('by comparison takes every choice, a queue all but ids of several parts', () => {
    expect(given('compare', { 'calendar-event': null, 'calendar-eventfield': ['5/1'] })).not.toThrow()
    expect(given('queue', { 'calendar-event': ['5'], 'calendar-eventfield': null })).not.toThrow()
    expect(given('queue', { 'calendar-event': null, 'calendar-eventfield': ['5/1'] })).toThrow(
      /several parts/
    )
  })

  it('by Cloudrexx itself takes none of what something else of the link names (F18)', () => {
    expect(given('live', { 'calendar-mail': ['1'], 'calendar-category': null })).not.toThrow()
    expect(given('live', { 'calendar-event': ['5'], 'calendar-eventfield': null })).toThrow(/attach it to/)
    expect(given('live', { 'calendar-category': ['5'], 'calendar-event': null })).toThrow(/attach it to/)
    expect(given('live', { 'calendar-event': null, 'calendar-eventfield': null })).not.toThrow()
  })
})

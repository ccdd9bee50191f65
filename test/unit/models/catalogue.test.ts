import { describe, expect, it } from 'vitest'
import { catalogue, modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { parentsFirst } from '../../../src-main/core/models/dependencies.ts'
import { plainIdsOf } from '../../../src-main/core/models/plain-ids.ts'
import { whyNotReplicable } from '../../../src-main/core/models/replicable.ts'
import { isAppError } from '../../../src-main/core/shared/app-error.ts'

const calendar = (name: string): string => `Cx\\Modules\\Calendar\\Model\\Entity\\${name}`

describe('ids that no replica maps', () => {
  it('are fields that the catalogue knows', () => {
    for (const model of catalogue) {
      const own = [...model.identifier, ...model.fields].map(({ name }) => name)
      for (const { field } of plainIdsOf(model)) expect(own, model.name).toContain(field)
    }
    expect(plainIdsOf(modelMeant('calendar-event'))).toContainEqual({
      field: 'emailTemplate',
      of: 'mail-template'
    })
    expect(plainIdsOf(modelMeant('calendar-mail'))).toEqual([{ field: 'langId', of: 'language' }])
    expect(plainIdsOf(modelMeant('RewriteRule'))).toEqual([])
  })
})

describe('catalogue', () => {
  it('calls each model by a short name of its own', () => {
    const names = catalogue.map(model => model.shortName.toLowerCase())
    const doubled = names.filter((name, at) => names.indexOf(name) !== at)
    expect(doubled).toEqual([])
  })

  it('finds a model by class, short name or last part, whatever the capitals', () => {
    expect(modelMeant('rewriterule').name).toBe('Cx\\Core\\Routing\\Model\\Entity\\RewriteRule')
    expect(modelMeant('Cx\\Core\\Routing\\Model\\Entity\\RewriteRule').shortName).toBe('RewriteRule')
    expect(modelMeant('calendar-event').name).toBe(calendar('Event'))
    expect(modelMeant('EventField').name).toBe(calendar('EventField'))
  })

  it('says what was probably meant', () => {
    const attempt = (): unknown => modelMeant('calendar')
    expect(attempt).toThrow(/Did you mean calendar-/)
    try {
      attempt()
    } catch (thrown) {
      expect(isAppError(thrown, 'unknown-model')).toBe(true)
    }
  })
})

describe('whyNotReplicable', () => {
  it.each([
    ['Page', 'content-tree'],
    ['User', 'users-and-permissions'],
    ['Job', 'cron-jobs'],
    ['Locale', 'locales'],
    ['ApiKey', 'management'],
    ['Frontend', 'themes'],
    ['CoreAttribute', 'users-and-permissions'],
    ['Payment', 'orders'],
    ['RewriteRule', null],
    ['calendar-event', null]
  ])('%s: %s', (name, why) => {
    expect(whyNotReplicable(modelMeant(name))).toBe(why)
  })

  it('never lets a model with a text identifier through', () => {
    const open = catalogue.filter(model => whyNotReplicable(model) === null)
    const text = open.filter(model =>
      model.identifier.some(field => field.type === 'string' || field.type === 'enum')
    )
    expect(text.map(model => model.shortName)).toEqual([])
  })
})

describe('parentsFirst', () => {
  it('orders the calendar so that no child comes before its parent', () => {
    const order = parentsFirst([
      calendar('EventField'),
      calendar('Event'),
      calendar('CategoryName'),
      calendar('Category'),
      calendar('RegistrationForm')
    ])
    const at = (name: string): number => order.indexOf(calendar(name))
    expect(at('Event')).toBeLessThan(at('EventField'))
    expect(at('Category')).toBeLessThan(at('Event'))
    expect(at('RegistrationForm')).toBeLessThan(at('Event'))
    expect(at('Category')).toBeLessThan(at('CategoryName'))
    expect(order).toHaveLength(5)
  })

  it('ends on a ring', () => {
    expect(parentsFirst([calendar('Invite'), calendar('Registration')])).toHaveLength(2)
  })
})

import { describe, expect, it } from 'vitest'
import { catalogue, modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { parentsFirst } from '../../../src-main/core/models/dependencies.ts'
import { plainIdsOf } from '../../../src-main/core/models/plain-ids.ts'
import { assertReplicable, whyNotReplicable } from '../../../src-main/core/models/replicable.ts'
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

  it('are all parts of an identifier that the site does not count by itself and no relation names', () => {
    for (const model of catalogue.filter(one => whyNotReplicable(one) === null)) {
      const related = model.associations.filter(({ owning }) => owning).map(({ name }) => name.toLowerCase())
      const told = plainIdsOf(model).map(({ field }) => field)
      for (const { name, generated, association } of model.identifier) {
        // Its column is that of a relation, which the replica maps: `regId` of `registration`, `fieldId` of `registrationFormField`.
        const stem = name.replace(/Id$/, '').toLowerCase()
        const isRelation =
          association !== undefined || related.some(one => one.startsWith(stem) || one.endsWith(stem))
        if (!generated && !isRelation) expect(told, model.name).toContain(name)
      }
    }
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
  const refused: Readonly<Record<string, readonly string[]>> = {
    'content-tree': ['Node', 'Page'],
    'users-and-permissions': [
      ...['CoreAttribute', 'Group', 'ProfileTitle', 'User', 'UserAttribute', 'UserAttributeName'],
      ...['UserAttributeValue', 'UserProfile', 'AccessId', 'Permission']
    ],
    'cron-jobs': ['Job'],
    locales: ['Country', 'Backend', 'Language', 'Locale', 'Translation'],
    themes: ['Frontend'],
    components: ['SystemComponent'],
    logs: ['LogEntry', 'Crawler', 'History', 'Link', 'Log'],
    orders: ['order-invoice', 'order-invoiceitem', 'order-order', 'order-payment', 'order-subscription'],
    management: [
      ...['DataSource', 'ApiKey', 'DataAccess', 'DataAccessApiKey', 'Change', 'Host', 'HostEntity'],
      ...['IdMapping', 'Relation', 'Sync']
    ]
  }

  it.each(Object.entries(refused))('refuses %s, and says why', (why, names) => {
    const found = catalogue.filter(model => whyNotReplicable(model) === why)
    expect(found.map(model => model.shortName).sort()).toEqual([...names].sort())
    for (const model of found)
      expect(() => assertReplicable(model)).toThrow(
        expect.objectContaining({
          code: 'model-not-replicable',
          details: { model: model.name, why }
        }) as Error
      )
  })

  it('lets everything else through', () => {
    const open = catalogue.filter(model => whyNotReplicable(model) === null).map(model => model.shortName)
    expect(open).toHaveLength(catalogue.length - Object.values(refused).flat().length)
    expect(open).toEqual(
      expect.arrayContaining(['RewriteRule', 'calendar-event', 'pim-product', 'jobs-flag'])
    )
  })

  it('refuses what a class that nobody knows yet would be, by its name and its identifier', () => {
    const model = (name: string, type = 'integer') => ({
      ...modelMeant('RewriteRule'),
      name,
      identifier: [{ name: 'id', type, generated: type === 'integer' }]
    })
    expect(whyNotReplicable(model('Cx\\Modules\\Own\\Model\\Entity\\Thing'))).toBeNull()
    expect(whyNotReplicable(model('Cx\\Modules\\Own\\Model\\Entity\\Thing', 'string'))).toBe(
      'text-identifier'
    )
    expect(whyNotReplicable(model('cx\\core\\mediasource\\Model\\Entity\\Thing'))).toBe('sources')
    expect(whyNotReplicable(model('Cx\\Core_Modules\\Cron\\Model\\Entity\\Other'))).toBe('cron-jobs')
    // Orders and payments of whatever component: newer shops keep theirs in classes, too.
    for (const name of ['Order', 'OrderItem', 'PaymentProcessor', 'invoice', 'Payments'])
      expect(whyNotReplicable(model(`Cx\\Modules\\Shop\\Model\\Entity\\${name}`)), name).toBe('orders')
    for (const name of ['Product', 'OrderedList', 'Border', 'Reorder'])
      expect(whyNotReplicable(model(`Cx\\Modules\\Shop\\Model\\Entity\\${name}`)), name).toBeNull()
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

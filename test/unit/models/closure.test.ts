import { describe, expect, it } from 'vitest'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { isAboutPeople, withAllTheyNeed } from '../../../src-main/core/models/closure.ts'
import { recursionFor } from '../../../src-main/core/models/recursion.ts'

const names = (...chosen: string[]): string[] =>
  withAllTheyNeed(chosen.map(modelMeant)).map(({ model }) => model.shortName)

describe('what a model brings along', () => {
  it('is nothing for a model without relations', () => {
    expect(names('RewriteRule')).toEqual(['RewriteRule'])
  })

  it('is form, categories and texts for an event, parents first, each with its reason', () => {
    const included = withAllTheyNeed([modelMeant('calendar-event')])
    const order = included.map(({ model }) => model.shortName)
    expect(order.indexOf('calendar-category')).toBeLessThan(order.indexOf('calendar-event'))
    expect(order.indexOf('calendar-event')).toBeLessThan(order.indexOf('calendar-eventfield'))
    const reason = (name: string): unknown =>
      included.find(({ model }) => model.shortName === name)!.because?.why ?? null
    expect(reason('calendar-event')).toBeNull()
    expect(reason('calendar-category')).toBe('parent')
    expect(reason('calendar-eventfield')).toBe('part')
    expect(order).toEqual([
      ...['calendar-registrationform', 'calendar-category', 'calendar-event', 'calendar-eventfield'],
      ...['calendar-registrationformfield', 'calendar-categoryname', 'calendar-registrationformfieldname']
    ])
  })

  it('is never what people told the site about themselves', () => {
    const brought = withAllTheyNeed([modelMeant('calendar-event')])
    expect(brought.filter(({ model }) => isAboutPeople(model.name))).toEqual([])
    expect(names('calendar-registration')).toContain('calendar-registration')
  })
})

describe('the recursion a model needs', () => {
  it('is none where relations stand in the identifier, or there are none (F19)', () => {
    expect(recursionFor(modelMeant('RewriteRule'))).toBeNull()
    expect(recursionFor(modelMeant('calendar-eventfield'))).toBeNull()
  })

  it('prunes what nobody needs (F12)', () => {
    expect(recursionFor(modelMeant('calendar-event'))!.skipped).toContain('categories.events')
  })
})

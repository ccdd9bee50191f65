import { expect, test } from 'vitest'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { titleOf } from '../../../src-main/core/sync/title.ts'

const entity = (fields: Record<string, string | number | null>) => ({
  id: '1',
  fields,
  toOne: {},
  toMany: {}
})

test('an entity is called by its most telling field, in one short line', () => {
  const eventField = modelMeant('calendar-eventfield')
  expect(titleOf(eventField, entity({ title: ' Sommer\n fest ', description: 'x' }))).toBe('Sommer fest')
  expect(titleOf(eventField, entity({ title: '', description: 'A day out' }))).toBe('A day out')
  expect(titleOf(eventField, entity({ title: 'x'.repeat(500) }))).toHaveLength(120)
  expect(titleOf(modelMeant('RewriteRule'), entity({ regularExpression: '#^a$#' }))).toBe('#^a$#')
})

test('one without a telling field has no title, whatever the site sends beside its model', () => {
  expect(titleOf(modelMeant('calendar-event'), entity({ title: 'not a field of an event' }))).toBeNull()
  expect(titleOf(modelMeant('RewriteRule'), entity({ regularExpression: null }))).toBeNull()
})

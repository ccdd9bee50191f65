import { describe, expect, it } from 'vitest'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import {
  canonicalForm,
  canonicalHash,
  canonicalValue,
  differingFields
} from '../../../src-main/core/sync/canonical.ts'
import type { Entity } from '../../../src-main/core/sync/entity.ts'

describe('canonicalValue', () => {
  it.each([
    ['the same instant in two zones', '2018-04-04T02:00:00+02:00', '2018-04-04T00:00:00Z', 'datetime'],
    ['number and text', 7, '7', 'integer'],
    ['true and 1', true, '1', 'boolean'],
    ['false and empty', false, '', 'boolean'],
    ['NULL and empty, since NULL cannot be written (F15)', null, '', 'string'],
    ['10.50 and 10.5', '10.50', '10.5', 'decimal']
  ])('takes %s as equal', (_case, one, other, type) => {
    expect(canonicalValue(one, type)).toBe(canonicalValue(other, type))
  })

  it('tells apart what differs', () => {
    expect(canonicalValue('2018-04-04T02:00:00+02:00', 'datetime')).not.toBe(
      canonicalValue('2018-04-04T02:00:00+01:00', 'datetime')
    )
    expect(canonicalValue('1', 'string')).not.toBe(canonicalValue('1.0', 'string'))
    expect(canonicalValue('0000-00-00 00:00:00', 'datetime')).not.toBe(canonicalValue('', 'datetime'))
  })
})

describe('canonicalForm', () => {
  const model = modelMeant('calendar-event')
  const entity = (id: string, form: string, categories: string[], title = 'x'): Entity => ({
    id,
    fields: { id: Number(id), link: title },
    toOne: { registrationForm: form },
    toMany: { categories }
  })
  const plain = canonicalForm(model, (_model, id) => id)
  const replica = canonicalForm(model, (_model, id) => (Number(id) > 100 ? String(Number(id) - 100) : null))

  it('compares relations in the terms of the primary, and ignores the site’s own id', () => {
    const hash = (text: string): string => text
    const here = plain(entity('1', '5', ['8', '7']))
    const there = replica(entity('31', '105', ['107', '108']))
    expect(canonicalHash(here, hash)).toBe(canonicalHash(there, hash))
  })

  it('never takes an unmapped relation for the id that happens to be the same', () => {
    expect(differingFields(plain(entity('1', '5', [])), replica(entity('31', '5', [])))).toEqual([
      'registrationForm'
    ])
  })
})

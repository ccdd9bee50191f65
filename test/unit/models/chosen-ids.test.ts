import { describe, expect, it } from 'vitest'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { chosenIds } from '../../../src-main/core/models/chosen-ids.ts'

const rule = modelMeant('RewriteRule')
const text = modelMeant('calendar-eventfield')

describe('entities that a user chose', () => {
  it('are taken once each, in as many parts as the identifier has', () => {
    expect(chosenIds(rule, ['3', '1', '3'])).toEqual(['3', '1'])
    expect(chosenIds(text, ['88/1'])).toEqual(['88/1'])
  })

  it.each(['abc', '1/2', '', ' 1', '01', '-1', '1.5', '1,2', '*'])(
    'are refused where %j is among them',
    stray => {
      expect(() => chosenIds(rule, ['1', stray])).toThrow(
        expect.objectContaining({ code: 'invalid-input', details: { model: rule.name, id: stray } }) as Error
      )
    }
  )

  it('say what an id looks like, and that none are too few', () => {
    expect(() => chosenIds(text, ['88'])).toThrow(/no id of calendar-eventfield.*12\/12/)
    expect(() => chosenIds(rule, [])).toThrow(/carries no entity/)
  })
})

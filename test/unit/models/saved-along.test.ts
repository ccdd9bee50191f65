import { describe, expect, it } from 'vitest'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import { withAllTheyNeed } from '../../../src-main/core/models/closure.ts'
import { savedAlong } from '../../../src-main/core/models/saved-along.ts'
import { bystanders } from '../../../src-main/core/replication/delivery/bystanders.ts'

const names = (...models: string[]): string[] =>
  savedAlong(models.map(modelMeant))
    .map(({ shortName }) => shortName)
    .sort()

describe('what Cloudrexx looks for when it saves (F26)', () => {
  it('is nothing for a model that stands alone', () => {
    expect(names('RewriteRule')).toEqual([])
  })

  it('is what a model names, what it cascades to, and so on from there', () => {
    expect(names('pim-product')).toEqual(['pim-vatrate'])
    expect(names('calendar-event')).toEqual(
      expect.arrayContaining(['calendar-eventfield', 'calendar-invite', 'calendar-registration'])
    )
  })

  it('is a bystander where the link does not carry it: invitations and registrations of an event', () => {
    const models = withAllTheyNeed([modelMeant('calendar-event')]).map(({ model }) => ({ model: model.name }))
    expect(bystanders({ models }).map(({ shortName }) => shortName)).toEqual([
      'calendar-invite',
      'calendar-registration'
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { calls } from '@contract/calls.ts'
import PlanPanel from '@/features/links/plan-panel.vue'
import { wishLike } from '@/features/links/wish-like.ts'
import { fakeLinks, fakeModels, fakeSites } from '../fake-fleet.ts'
import { click, mounted } from '../mounting.ts'

const link = fakeLinks().find(one => one.twinId === null)!
const named = (shortName: string): string => fakeModels.find(model => model.shortName === shortName)!.name
const models = ['Event', 'Category'].map(shortName => ({
  ...link.models[0]!,
  name: named(shortName),
  shortName,
  ...(shortName === 'Category' ? { because: 'Event' } : {})
}))

describe('a link like another', () => {
  it('carries the same entities in the same languages, by the same delivery, with the same targets', () => {
    const like = { ...link, delivery: 'queue' as const, languages: { '1': '2' }, published: false }
    const one = { ...like, models: [{ ...link.models[0]!, ids: ['3', '4'] }] }
    expect(wishLike(one, { primaryId: 'bern', replicaId: 'aare' })).toEqual({
      primaryId: 'bern',
      replicaId: 'aare',
      bothWays: false,
      delivery: 'queue',
      models: [link.models[0]!.name],
      selections: [{ model: link.models[0]!.name, ids: ['3', '4'] }],
      languages: { '1': '2' },
      publish: false
    })
  })

  it('takes of each model what was chosen of that one', () => {
    const chosen = models.map((model, at) => ({ ...model, ids: at === 0 ? ['5'] : ['8', '9'] }))
    expect(wishLike({ ...link, models: chosen }).selections).toEqual([
      { model: named('Event'), ids: ['5'] },
      { model: named('Category'), ids: ['8', '9'] }
    ])
  })

  it('is asked for by what was chosen: what came along comes along again, with its reason', () => {
    expect(wishLike({ ...link, models }).models).toEqual([named('Event')])
  })
})

describe('a staged calendar', () => {
  const site = (id: string) => fakeSites().find(one => one.id === id)!
  const staged = { ...link, models, state: 'staged' as const, delivery: 'queue' as const, published: false }
  const pair = { primary: site('bern'), replica: site('tourismus'), bothWays: false, staged }

  it('is planned again as it was wished for, and says what forbids it', async () => {
    const notices = [{ kind: 'ring' as const, severity: 'refuse' as const, about: 'A → B → A', evidence: {} }]
    const page = await mounted(PlanPanel, { ...pair, staged: { ...staged, workflowId: null } }, { notices })
    await click(page.find('make-plan'))
    const asked = (name: string) => page.program.calls.findLast(call => call.name === name)!.input
    expect(asked('links.plan')).toMatchObject({ models: [named('Event')], publish: false })
    expect(calls['links.preflight'].input.safeParse(asked('links.preflight')).success).toBe(true)
    expect(page.find('notices').textContent).toContain('This link would close a ring: A → B → A.')
  })
})

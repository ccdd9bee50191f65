import type { NoticeView } from '@contract/preflight-shapes.ts'
import { describe, expect, it } from 'vitest'
import DeregisterDialog from '@/features/links/deregister-dialog.vue'
import { flushCounts } from '@/features/links/flush-counts.ts'
import { impliedModels } from '@/features/links/model-needs.ts'
import PlanPanel from '@/features/links/plan-panel.vue'
import { useLinks } from '@/features/links/links-store.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { fakeLinks, fakeModels, fakeSites } from '../fake-fleet.ts'
import { click, fill, mounted, settled, type Mounted } from '../mounting.ts'

const site = (id: string) => fakeSites().find(one => one.id === id)!

async function open(more: Record<string, unknown> = {}, pace = 0): Promise<Mounted> {
  const props = { primary: site('bern'), replica: site('tourismus'), bothWays: false, staged: null, ...more }
  const page = await mounted(PlanPanel, props, { pace })
  await useFleet().ensure()
  return page
}

describe('the plan of a link', () => {
  it('begins with RewriteRule, and plans nothing before it is asked to', async () => {
    const page = await open()
    expect(
      (page.find('model-RewriteRule').querySelector('input') ??
        page.find('model-RewriteRule')) as HTMLInputElement
    ).toHaveProperty('checked', true)
    expect(page.program.calls.map(call => call.name)).not.toContain('links.plan')
  })

  it('shows each step with what it would do, then each as it happens', async () => {
    const page = await open({}, 3)
    await click(page.find('make-plan'))
    expect(page.text()).toContain('nothing written yet')
    expect(page.text()).toContain('Make a key for this link')
    expect(page.all('[data-state="planned"]').length).toBeGreaterThan(5)
    await click(page.find('apply-plan'))
    await settled(30)
    expect(page.all('[data-state="done"]').length).toBe(page.all('[data-step]').length)
    expect(page.find('workflow').dataset['workflowState']).toBe('applied')
    expect(page.text()).toContain('The link is set up.')
  })

  it('gives the plan up when the choice is changed', async () => {
    const page = await open()
    await click(page.find('make-plan'))
    await click(page.find('change-plan'))
    expect(page.program.calls.map(call => call.name)).toContain('workflows.discard')
    expect(page.find('make-plan')).toBeTruthy()
  })

  it('asks for languages where something names them, and sends only whole pairs', async () => {
    const page = await open()
    expect(page.all('[data-testid="language-pairs"]')).toHaveLength(0)
    await click(page.find('model-Category').querySelector('input') ?? page.find('model-Category'))
    await click(page.find('add-language'))
    await click(page.find('add-language'))
    await fill(page.find('language-primary-0'), '1')
    await fill(page.find('language-replica-0'), '3')
    await fill(page.find('language-primary-1'), '2')
    await click(page.find('make-plan'))
    const planned = page.program.calls.find(call => call.name === 'links.plan')
    expect(planned?.input).toMatchObject({ languages: { '1': '3' } })
    expect(page.text()).toContain('1 → 3')
  })

  it('says why a plan could not be made', async () => {
    const page = await mounted(
      PlanPanel,
      { primary: site('bern'), replica: site('tourismus'), bothWays: true, staged: null },
      { failing: { 'links.plan': 'site-unreachable' } }
    )
    await click(page.find('make-plan'))
    expect(page.all('[data-error-code="site-unreachable"]')).toHaveLength(1)
    expect(page.find('make-plan')).toBeTruthy()
  })
})

describe('what preflight noticed', () => {
  const asks: NoticeView[] = ['Kanton Bern Portal', 'Thun Tourismus'].map(about => ({
    kind: 'live-on-production',
    severity: 'ask',
    about,
    evidence: {}
  }))
  const pair = { primary: site('bern'), replica: site('tourismus'), bothWays: false, staged: null }

  it('is told with the plan, and one tick for each kind opens the way', async () => {
    const page = await mounted(PlanPanel, pair, { notices: asks })
    await click(page.find('make-plan'))
    const apply = page.find('apply-plan') as HTMLButtonElement
    expect(apply.disabled).toBe(true)
    expect(apply.textContent).toContain('Tick 1 point first')
    expect(page.find('notices').textContent).toMatch(/Kanton Bern Portal is in production.*Thun Tourismus/)
    await click(
      page.find('tick-live-on-production').querySelector('input') ?? page.find('tick-live-on-production')
    )
    expect(apply.disabled).toBe(false)
    await click(apply)
    expect(page.program.calls.find(call => call.name === 'workflows.apply')?.input).toMatchObject({
      acknowledge: ['live-on-production']
    })
  })

  it('says what stands in the way where no plan is made', async () => {
    const evidence = { count: 1, models: ['RewriteRule'] }
    const page = await mounted(PlanPanel, pair, {
      notices: [{ kind: 'ring', severity: 'refuse', about: 'A → B → A', evidence }]
    })
    await click(page.find('make-plan'))
    expect(page.all('[data-error-code="preflight-refused"]')).toHaveLength(1)
    expect(page.find('notices').textContent).toContain('This link would close a ring: A → B → A.')
    expect(page.find('make-plan')).toBeTruthy()
  })
})

describe('models', () => {
  it('bring along what they need, and what that needs', () => {
    const event = fakeModels.find(model => model.shortName === 'Event')!
    const implied = impliedModels(fakeModels, new Set([event.name]))
    const names = [...implied].map(([name, by]) => [name.split('\\').at(-1), by])
    expect(names).toContainEqual(['Category', 'Event'])
    expect(names).toContainEqual(['CategoryName', 'Category'])
  })
})

describe('taking a link apart', () => {
  const link = fakeLinks().find(one => one.id === 'koeniz-interlaken')!

  async function dialog(): Promise<Mounted> {
    const page = await mounted(DeregisterDialog, { link }, { pace: 1 })
    await useFleet().ensure()
    await useLinks().ensure()
    await settled(20)
    return page
  }

  it('offers to purge a site that has further links, and then plans that it leaves them all', async () => {
    const page = await dialog()
    await click(page.find('purge').querySelector('input') ?? page.find('purge'))
    await settled(20)
    expect(page.program.calls.at(-1)).toMatchObject({
      name: 'links.planPurge',
      input: { siteId: 'interlaken' }
    })
    expect(page.text()).toContain('Purge Interlaken Events?')
    expect((page.find('confirm-deregister') as HTMLButtonElement).disabled).toBe(true)
  })

  it('counts what goes and what stays, and wants the name typed', async () => {
    const page = await dialog()
    expect(page.find('flush-counts').textContent).toMatch(/318.*3.*27/)
    const confirm = page.find('confirm-deregister') as HTMLButtonElement
    expect(confirm.disabled).toBe(true)
    await fill(page.find('confirm-name'), 'Interlaken')
    expect(confirm.disabled).toBe(true)
    await fill(page.find('confirm-name'), 'Interlaken Events')
    expect(confirm.disabled).toBe(false)
    await click(confirm)
    await settled(60)
    expect(page.program.calls.find(call => call.name === 'workflows.apply')?.input).toMatchObject({
      confirm: 'Interlaken Events'
    })
    expect(page.find('workflow').dataset['workflowState']).toBe('applied')
    expect(page.text()).toContain('318 records removed, 30 left untouched.')
  })

  it('plans anew when the data is to be kept, and then wants no name', async () => {
    const page = await dialog()
    await click(page.all('input[type="radio"][value="keep"]')[0]!)
    await settled(20)
    const plans = page.program.calls.filter(call => call.name === 'links.planDeregister')
    expect(plans.at(-1)?.input).toMatchObject({ keepData: true })
    expect(page.all('[data-testid="confirm-name"]')).toHaveLength(0)
    expect((page.find('confirm-deregister') as HTMLButtonElement).disabled).toBe(false)
  })

  it('keeps what was edited there, until its tick is set', async () => {
    const page = await dialog()
    expect(page.text()).toContain('3 records edited on the replica stay.')
    const tick = page.find('include-edited')
    await click(tick.querySelector('input') ?? tick)
    await settled(20)
    const plans = page.program.calls.filter(call => call.name === 'links.planDeregister')
    expect(plans.at(-1)?.input).toMatchObject({ includeEdited: true })
  })

  it('counts by model, with originals on their own', () => {
    const effects = [
      { act: 'remove' as const, what: 'entity', name: 'A\\Rule', count: 4 },
      { act: 'keep' as const, what: 'entity', name: 'A\\Rule', count: 2, why: 'original' },
      { act: 'keep' as const, what: 'entity', name: 'A\\Rule', count: 1, why: 'edited-on-replica' },
      { act: 'remove' as const, what: 'mapping', name: 'A\\Rule', count: 9 }
    ]
    const step = {
      position: 0,
      stepId: 's',
      kind: 'flush-model',
      siteId: null,
      state: 'planned' as const,
      effects,
      sql: null,
      failure: null,
      startedAt: null,
      endedAt: null
    }
    expect(flushCounts([step])).toEqual([{ model: 'Rule', removed: 4, kept: 1, edited: 1, held: 0, own: 2 }])
  })
})

import { describe, expect, it } from 'vitest'
import DiscoveryDrawer from '@/features/discovery/discovery-drawer.vue'
import { takeUp } from '@/features/discovery/take-up.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import PlanPanel from '@/features/links/plan-panel.vue'
import de from '@/i18n/de/messages.ts'
import en from '@/i18n/en/messages.ts'
import { pairHitches } from '../../../src-main/core/discovery/pair-hitch.ts'
import { proposalNotes } from '../../../src-main/core/discovery/discover.ts'
import { fakeDiscovery, nothingFound, rewriteRule } from '../fake-discovery.ts'
import { fakeLinks, fakeSites } from '../fake-fleet.ts'
import { click, fill, mounted, settled, type Mounted, type MountOptions } from '../mounting.ts'

interface Told {
  readonly taken: unknown[]
  readonly shown: string[]
}

async function open(
  options: MountOptions = {},
  targets: readonly { siteId: string; legal: boolean; why: string | null }[] = []
): Promise<Mounted & Told> {
  const told: Told = { taken: [], shown: [] }
  const page = await mounted(
    DiscoveryDrawer,
    {
      targetsOf: () => targets,
      onTakeOver: (draft: unknown) => told.taken.push(draft),
      onOpenLink: (linkId: string) => told.shown.push(linkId)
    },
    options
  )
  await useFleet().ensure()
  await settled()
  return { ...page, ...told }
}

function card({ all }: Mounted, pair: string): HTMLElement {
  return all(`[data-found="${pair}"]`)[0]!
}
const button = (within: HTMLElement, name: string): HTMLButtonElement | null =>
  within.querySelector(`[data-testid="${name}"]`)

describe('what the sites replicate already', () => {
  it('is looked for at once, and nothing but reading is asked for', async () => {
    const page = await open()
    expect(page.program.calls.map(({ name }) => name)).not.toContain('links.plan')
    expect(page.program.calls.filter(({ name }) => name === 'links.discover')).toHaveLength(1)
    expect(page.find('discovery-status').textContent).toBe('4 replications found')
  })

  it('says that it is looking, and that nothing is written', async () => {
    const page = await open({ silent: ['links.discover'] })
    expect(page.find('discovery-status').textContent).toBe('Looking at all sites …')
    expect(page.find('discovery').textContent).toContain('Nothing is written')
    expect(page.find('discovery').querySelector('.skeleton')).not.toBeNull()
  })

  it('is told with models, records, delivery, evidence and notes', async () => {
    const text = card(await open(), 'bern tourismus').textContent
    expect(text).toMatch(/Kanton Bern Portal.*Thun Tourismus/)
    expect(text).toContain('214 records mapped · only 3, 8')
    expect(text).toContain('12 records mapped · all records · its replication row is off')
    expect(text).toContain('Cannot be a link: Users and permissions stay on their site.')
    expect(text).toContain('Cloudrexx collects changes in a queue, 3 changes wait')
    expect(text).toContain('the key, which the replica knows, the address of the receiver')
    expect(text).toContain('goes by tourismus.thun-alt.example')
  })

  it('leads to the plan with what can be a link, and says where a choice of records is lost', async () => {
    const page = await open()
    const found = card(page, 'bern tourismus')
    expect(found.textContent).toContain('only 3, 8')
    await click(button(found, 'take-over')!)
    const models = [fakeDiscovery().proposals[0]!.models[0]!.name, rewriteRule]
    expect(page.taken).toEqual([
      {
        primaryId: 'bern',
        replicaId: 'tourismus',
        bothWays: false,
        start: { models, delivery: 'queue', selections: { [models[0]!]: ['3', '8'] } }
      }
    ])
  })

  it('offers two that lead to each other as one link both ways', async () => {
    const page = await open()
    const [pair] = page.all('[data-pair="labor musik"]')
    await click(button(pair!, 'take-over-both')!)
    expect(page.taken).toEqual([
      {
        ...{ primaryId: 'labor', replicaId: 'musik', bothWays: true },
        start: { models: [rewriteRule], delivery: 'queue', selections: {} }
      }
    ])
  })

  it('does not offer that where the two contradict each other, and says what to do', async () => {
    const page = await open()
    const [pair] = page.all('[data-pair="aare spiez"]')
    expect(button(pair!, 'take-over-both')).toBeNull()
    expect(pair!.textContent).toMatch(/contradict each other on 3 records.*let the doctor mend it/)
  })

  it('keeps the chosen records of a single model', async () => {
    const page = await open()
    await click(button(card(page, 'vorlagen spiez'), 'take-over')!)
    expect(page.taken).toMatchObject([
      { start: { models: [rewriteRule], delivery: 'live', selections: { [rewriteRule]: ['4', '7'] } } }
    ])
  })

  it('shows the link that stands for it already', async () => {
    const page = await open()
    const found = card(page, 'thun koeniz')
    expect(button(found, 'take-over')).toBeNull()
    await click(button(found, 'show-found-link')!)
    expect(page.shown).toEqual(['thun-koeniz'])
  })

  it('offers no plan where none can be made, and says why', async () => {
    const page = await open({}, [{ siteId: 'spiez', legal: false, why: 'replica-read-only' }])
    expect(button(card(page, 'labor aare'), 'take-over')).toBeNull()
    expect(card(page, 'labor aare').textContent).toContain('Nothing of it can be a link.')
    expect(button(card(page, 'vorlagen spiez'), 'take-over')).toBeNull()
    expect(card(page, 'vorlagen spiez').textContent).toContain('Cannot be taken over: Its key may only read.')
  })

  it('names sites that could not be read, with what to do, and receivers that are no site here', async () => {
    const page = await open({ language: 'de' })
    expect(page.find('unread').textContent).toContain('Interlaken Events')
    expect(page.find('unread').textContent).toContain(de.errors['site-timeout'].next)
    expect(page.find('strangers').textContent).toMatch(
      /Kanton Bern Portal.*archiv\.bern\.example.*ausgeschaltet/
    )
  })

  it('teaches where nothing was found, and can look again', async () => {
    const page = await open({ found: nothingFound })
    expect(page.text()).toContain('Nothing to take over')
    await click(page.find('look-again'))
    expect(page.program.calls.filter(({ name }) => name === 'links.discover')).toHaveLength(2)
  })

  it('says why it could not look', async () => {
    const page = await open({ failing: { 'links.discover': 'database-damaged' } })
    expect(page.all('[data-error-code="database-damaged"]')).toHaveLength(1)
    expect(page.find('discovery-status').textContent).toBe('')
  })
})

describe('a choice of records', () => {
  const [several, one] = fakeDiscovery().proposals

  it('is lost where the link would be one of twins', () => {
    expect(takeUp(one!, true)).toMatchObject({ start: { selections: {} }, widens: true })
    expect(takeUp(one!, false)).toMatchObject({
      start: { selections: { [rewriteRule]: ['4', '7'] } },
      widens: false
    })
  })

  it('is taken along for each model', () => {
    const [category] = several!.models
    expect(takeUp(several!, false)).toMatchObject({
      start: { selections: { [category!.name]: ['3', '8'] } },
      widens: false
    })
  })
})

describe('the plan of what was taken over', () => {
  const site = (id: string) => fakeSites().find(found => found.id === id)!
  const selections = { [rewriteRule]: ['4', '7'] }
  const start = { models: [rewriteRule], delivery: 'queue', selections }
  const wished = [{ model: rewriteRule, ids: ['4', '7'] }]
  const pair = { primary: site('vorlagen'), replica: site('spiez'), bothWays: false, staged: null, start }
  const planned = ({ program }: Mounted) => program.calls.find(({ name }) => name === 'links.plan')?.input

  it('begins with its models, delivery and records', async () => {
    const page = await mounted(PlanPanel, pair)
    expect(page.find('record-ids')).toHaveProperty('value', '4, 7')
    expect(planned(page)).toBeUndefined()
    await click(page.find('make-plan'))
    expect(planned(page)).toMatchObject({ models: [rewriteRule], delivery: 'queue', selections: wished })
    expect(page.find('change-plan').parentElement?.textContent).toContain('4, 7')
    await click(page.find('change-plan'))
    expect(page.find('record-ids')).toHaveProperty('value', '4, 7')
  })

  it('holds on to the records of a link that was staged with them', async () => {
    const [link] = fakeLinks()
    const models = [{ ...link!.models[0]!, ids: ['4', '7'] }]
    const staged = { ...link!, models, twinId: null, state: 'staged', status: 'staged' }
    const page = await mounted(PlanPanel, { ...pair, staged })
    expect(page.find('record-ids')).toHaveProperty('value', '4, 7')
    await click(page.find('make-plan'))
    expect(planned(page)).toMatchObject({ selections: wished })
  })

  it('goes on with its records where there is a second model, of which others can be chosen', async () => {
    const page = await mounted(PlanPanel, pair)
    const box = page.find('model-EventField')
    await click(box.querySelector('input') ?? box)
    const ticks = page.all('[data-testid="only-some"]')
    expect(ticks.map(tick => tick.textContent?.trim())).toEqual([
      'Only chosen records of RewriteRule',
      'Only chosen records of EventField'
    ])
    await click(ticks[1]!.querySelector('input') ?? ticks[1]!)
    await fill(page.all('[data-testid="record-ids"]')[1]! as HTMLInputElement, '5/1')
    await click(page.find('make-plan'))
    const [, second] = (planned(page) as { models: string[] }).models
    expect(planned(page)).toMatchObject({ selections: [...wished, { model: second, ids: ['5/1'] }] })
  })

  it('takes all records along both ways, and says so', async () => {
    const page = await mounted(PlanPanel, { ...pair, bothWays: true })
    expect(page.find('plan-panel').textContent).toContain('Both ways, all go along.')
    await click(page.find('make-plan'))
    expect(planned(page)).not.toHaveProperty('selections')
  })
})

describe('words for what was noticed', () => {
  it('exist in both languages', () => {
    for (const { discovery } of [en, de]) {
      expect(Object.keys(discovery.note).sort()).toEqual([...proposalNotes].sort())
      expect(Object.keys(discovery.hitch).sort()).toEqual([...pairHitches].sort())
    }
  })
})

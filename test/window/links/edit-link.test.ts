import { describe, expect, it } from 'vitest'
import LinkPanel from '@/features/links/link-panel.vue'
import EditLinkDialog from '@/features/links/edit/edit-link-dialog.vue'
import { asItIs, outlookOn } from '@/features/links/edit/link-edit.ts'
import { idsIn } from '@/features/links/typed-ids.ts'
import { fakeLinks, fakeModels } from '../fake-fleet.ts'
import { workflow } from '../fake-plans.ts'
import { click, fill, mounted, settled } from '../mounting.ts'

const rule = fakeModels[0]!.name
const category = fakeModels.find(({ shortName }) => shortName === 'Category')!.name
const link = (id: string) => fakeLinks().find(one => one.id === id)!
const oneWay = link('thun-koeniz')

describe('what a changed choice asks for', () => {
  it('asks for nothing while nothing is changed', () => {
    expect(outlookOn(oneWay, asItIs(oneWay), fakeModels)).toEqual({
      wish: { addModels: [], dropModels: [] },
      changes: false,
      falls: false
    })
  })

  it('adds, drops, selects and delivers, and says what becomes of that which falls out', () => {
    const choice = { ...asItIs(oneWay), models: [category], delivery: 'queue' as const }
    expect(outlookOn(oneWay, choice, fakeModels)).toEqual({
      wish: {
        addModels: [category],
        dropModels: [rule],
        delivery: 'queue',
        fallen: 'keep',
        includeEdited: false
      },
      changes: true,
      falls: true
    })
    const some = { ...asItIs(oneWay), selections: { [rule]: ['3', '4'] } }
    expect(outlookOn(oneWay, some, fakeModels)).toMatchObject({
      wish: { selections: [{ model: rule, ids: ['3', '4'] }] },
      falls: true
    })
    const models = oneWay.models.map(model => ({ ...model, ids: ['3'] }))
    expect(outlookOn({ ...oneWay, models }, some, fakeModels)).toMatchObject({ falls: false, changes: true })
  })

  it('pairs languages anew, and takes the pairs away again', () => {
    const paired = { ...oneWay, languages: { '1': '2' } }
    const wish = (languages: Record<string, string>) =>
      outlookOn(paired, { ...asItIs(paired), languages }, fakeModels)
    expect(wish({ '1': '2' }).changes).toBe(false)
    expect(wish({ '1': '3' })).toMatchObject({ changes: true, wish: { languages: { '1': '3' } } })
    expect(wish({})).toMatchObject({ changes: true, wish: { languages: {} } })
  })

  it('does not drop what something else still brings along', () => {
    const models = [
      { ...oneWay.models[0]!, name: category, shortName: 'Category' },
      { ...oneWay.models[0]!, name: `${category}Name`, shortName: 'CategoryName' }
    ]
    const choice = { ...asItIs({ ...oneWay, models }), models: [category] }
    expect(outlookOn({ ...oneWay, models }, choice, fakeModels).wish.dropModels).toEqual([])
  })

  it('keeps what only came along so far, where it is chosen itself now and what brought it goes', () => {
    const [one] = oneWay.models
    const models = [
      { ...one!, name: rule, shortName: 'RewriteRule' },
      { ...one!, name: category, shortName: 'Category', because: 'RewriteRule' }
    ]
    const choice = { ...asItIs({ ...oneWay, models }), models: [category] }
    const { wish } = outlookOn({ ...oneWay, models }, choice, fakeModels)
    expect(wish).toMatchObject({ addModels: [category], dropModels: [rule] })
  })

  it('reads ids as people type them', () => {
    expect(idsIn(' 3, 4;5\n88/1 3 ')).toEqual(['3', '4', '5', '88/1'])
  })
})

describe('the dialog that changes a link', () => {
  it('plans first, wants ticks and the name, and shows the steps', async () => {
    const page = await mounted(EditLinkDialog, { link: oneWay })
    expect(page.find('plan-edit')).toHaveProperty('disabled', true)
    await click(page.find('edit-delivery').querySelectorAll('input')[1]!)
    await click(page.find('plan-edit'))
    expect(page.program.calls.at(-1)).toMatchObject({
      name: 'links.planEdit',
      input: { linkId: oneWay.id, delivery: 'queue', addModels: [], dropModels: [] }
    })
    await click(page.find('apply-edit'))
    await settled(30)
    expect(page.find('workflow').dataset['workflowState']).toBe('applied')
    expect(page.text()).toContain('The link is changed.')
  })

  it('lets go of its plan when it is closed', async () => {
    const page = await mounted(EditLinkDialog, { link: oneWay })
    await click(page.find('edit-delivery').querySelectorAll('input')[1]!)
    await click(page.find('plan-edit'))
    await click(page.find('close-edit'))
    expect(page.program.calls.map(({ name }) => name)).toContain('workflows.discard')
  })

  it('asks for the ids of a selection, and what becomes of the others', async () => {
    const page = await mounted(EditLinkDialog, { link: oneWay })
    const tick = page.find('only-some')
    await click(tick.querySelector('input') ?? tick)
    await fill(page.find('record-ids') as HTMLInputElement, '1, 2')
    expect(page.find('edit-fallen').textContent).toContain('Keep on the replica')
    await click(page.find('plan-edit'))
    expect(page.program.calls.at(-1)).toMatchObject({
      input: { selections: [{ model: oneWay.models[0]!.name, ids: ['1', '2'] }], fallen: 'keep' }
    })
  })

  it('opens from the link’s panel', async () => {
    const page = await mounted(LinkPanel, { link: oneWay })
    await click(page.find('edit-link'))
    expect(page.find('edit-link-dialog')).toBeTruthy()
  })
})

describe('what is left of a link on a site that was away', () => {
  it('is said in the link’s panel, and given up only after a second click', async () => {
    const left = { ...oneWay, state: 'removing' as const, status: 'paused' as const, workflowId: 'left' }
    const waiting = {
      ...workflow('left', 'deregister-rest', oneWay.id, [], [], { kind: 'yes', expected: null }),
      state: 'awaiting-site' as const
    }
    const page = await mounted(LinkPanel, { link: left }, { workflows: [waiting] })
    expect(page.find('remains').textContent).toContain('One site is still to be cleaned.')
    await click(page.find('give-up'))
    expect(page.program.calls.map(({ name }) => name)).not.toContain('workflows.discard')
    await click(page.find('give-up'))
    expect(page.program.calls.at(-1)).toMatchObject({
      name: 'workflows.discard',
      input: { workflowId: 'left' }
    })
  })
})

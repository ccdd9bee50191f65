import { afterEach, expect, it } from 'vitest'
import { apply, linkUp, openFleet, sync, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

it('the way back says that a removed key and removed entities come back as new ones, and they do', async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  const { program, sites } = fleet
  const [portal, town] = [sites[0]!, sites[1]!]
  const linkId = await linkUp(program, portal.id, town.id)
  await sync(program, linkId)
  const keys = (): unknown[] =>
    town.double.admin.rows('core_module_data_access_apikey').map(row => row['api_key'])
  const before = keys()
  const away = await program.call('links.planDeregister', { linkId })
  await apply(program, away.id, away.confirmation.expected ?? undefined)
  const undo = await program.call('workflows.undo', { workflowId: away.id })
  const said = undo.steps.flatMap(({ effects }) => effects).filter(({ why }) => why?.startsWith('new-'))
  expect(said.map(({ act, what, why }) => [act, what, why])).toEqual(
    expect.arrayContaining([
      ['create', 'key', 'new-key'],
      ['create', 'entity', 'new-ids']
    ])
  )
  expect(await apply(program, undo.id)).toMatchObject({ state: 'applied', failure: null })
  expect(keys()).toHaveLength(before.length)
  expect(keys()).not.toEqual(before)
  expect(await sync(program, linkId)).toMatchObject({ state: 'done', sent: 0 })
})

it('a replaced management key has no way back, and nobody is told otherwise', async () => {
  fleet = await openFleet([{ name: 'Portal' }])
  const { program, sites } = fleet
  const { id: workflowId } = await program.call('sites.rotateKey', { siteId: sites[0]!.id })
  const before = sites[0]!.double.snapshot()
  const undo = await program.invoke('workflows.undo', { workflowId })
  expect(undo).toMatchObject({ ok: false, error: { code: 'no-way-back' } })
  expect(await program.call('workflows.show', { workflowId })).toMatchObject({ state: 'applied' })
  expect(sites[0]!.double.snapshot()).toEqual(before)
})

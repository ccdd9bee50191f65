import { afterEach, beforeEach, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { openFleet, stateOf, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { typedOn } from '../../support/typed-on.ts'
import { ownReplication } from '../doctor/own-push.ts'

const mail = 'Cx\\Modules\\Calendar\\Model\\Entity\\Mail'
let fleet: TestFleet
let portal: TestSite
let town: TestSite
/** Ids of 'One' of the portal and 'Two' of the town, on portal and town. */
let one: [number, number]
let two: [number, number]

const titled = ({ double }: TestSite, title: string): number[] =>
  double.admin
    .rows('module_calendar_mail')
    .filter(row => row['title'] === title)
    .map(row => Number(row['id']))

/** Cloudrexx itself pushes mails both ways, as somebody set it up by SQL, and one of each side has arrived on the other. */
beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  for (const [from, to, title] of [
    [portal, town, 'One'],
    [town, portal, 'Two']
  ] as const) {
    ownReplication(from, to, 'calendar-mail', mail, { host: new URL(to.double.url).host })
    await from.double.admin.edit({ operation: 'create', model: 'calendar-mail', fields: { title } })
    await from.double.admin.push()
  }
  one = [titled(portal, 'One')[0]!, titled(town, 'One')[0]!]
  two = [titled(portal, 'Two')[0]!, titled(town, 'Two')[0]!]
})
afterEach(() => fleet.close())

/** Somebody in the town edits what came from the portal, and Cloudrexx sends it home as a copy (F21). */
async function sendHome(): Promise<void> {
  const { edit, push } = town.double.admin
  await edit({ operation: 'update', model: 'calendar-mail', id: one[1], fields: { contentText: 'Edited' } })
  await push()
  expect(titled(portal, 'One')).toHaveLength(2)
}

const found = async () => (await fleet.program.call('links.discover', {})).pairs

async function applied({ id, confirmation }: WorkflowView): Promise<WorkflowView> {
  const ended = workflowEnded(fleet.program, id)
  const { expected, acknowledge = [] } = confirmation
  const wish = { workflowId: id, acknowledge, ...(expected ? { confirm: expected } : {}) }
  await fleet.program.call('workflows.apply', wish)
  return ended
}

async function takeBoth(): Promise<WorkflowView> {
  const [pair] = await found()
  const { primaryId, replicaId, models, delivery } = pair!
  return fleet.program.call('links.plan', { primaryId, replicaId, models, delivery, bothWays: true })
}

async function both(linkId: string): Promise<RunView[]> {
  const runs = await fleet.program.call('runs.start', { linkIds: [linkId], confirmOverwrites: true })
  return Promise.all(runs.map(run => runEnded(fleet.program, run.id)))
}

it('two directions are offered as one, which no push doubles, and are taken back by one undo', async () => {
  expect(await found()).toEqual([
    {
      ...{ primaryId: portal.id, replicaId: town.id, models: [mail] },
      ...{ delivery: 'queue', hitch: null, crossed: 0 }
    }
  ])
  const before = fleet.sites.map(stateOf)
  const plan = await takeBoth()
  expect(await applied(plan)).toMatchObject({ state: 'applied', failure: null })
  const links = await fleet.program.call('links.list', {})
  expect(links.map(({ twinId }) => twinId)).toEqual(links.map(({ id }) => id).toReversed())
  expect(await found()).toEqual([])
  const undo = await fleet.program.call('workflows.undo', { workflowId: plan.id })
  expect(await applied(undo)).toMatchObject({ state: 'applied' })
  expect(await fleet.program.call('links.list', {})).toEqual([])
  expect(fleet.sites.map(stateOf)).toEqual(before)
  expect(await found()).toHaveLength(1)
})

it('as one link they know each entity on both sides: nothing is made twice, and edits go either way', async () => {
  const plan = await takeBoth()
  await applied(plan)
  expect((await both(plan.linkId!)).map(({ state, counts }) => [state, counts.conflict])).toEqual([
    ['done', 0],
    ['done', 0]
  ])
  const ids = () => [portal, town].map(site => [titled(site, 'One'), titled(site, 'Two')])
  expect(ids()).toEqual([
    [[one[0]], [two[0]]],
    [[one[1]], [two[1]]]
  ])
  for (const [site, id] of [
    [town, one[1]],
    [portal, two[0]]
  ] as const)
    await site.double.admin.edit({
      operation: 'update',
      model: 'calendar-mail',
      id,
      fields: { title: 'New' }
    })
  await both(plan.linkId!)
  const told = [portal, town].map(site => titled(site, 'New').length + titled(site, 'One').length)
  expect(told).toEqual([2, 2])
  // Both were there before Rexxfleet: a mapping on either side proves nobody's making, and no flush takes them (ground rule 5).
  const away = await fleet.program.call('links.planDeregister', { linkId: plan.linkId! })
  expect(await applied(away)).toMatchObject({ state: 'applied' })
  expect(titled(portal, 'New')).toEqual([one[0], two[0]])
  expect(titled(town, 'New')).toEqual([one[1], two[1]].sort((a, b) => a - b))
})

it('where a copy came home they are refused as one, by every door, until the doctor led the mapping back', async () => {
  await sendHome()
  expect(await found()).toMatchObject([{ hitch: 'pairs-crossed', crossed: 1 }])
  const before = fleet.sites.map(stateOf)
  const wish = { primaryId: town.id, replicaId: portal.id, models: [mail], bothWays: true }
  const refused = await fleet.program.invoke('links.plan', { ...wish, delivery: 'queue' })
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'preflight-refused', details: { refused: ['pairs-crossed'] } }
  })
  expect(fleet.sites.map(stateOf)).toEqual(before)
  const typed = typedOn(fleet)
  expect((await typed('link discover')).stdout).toContain(
    '# "Portal" and "Town" not as one: the mappings of the two sites contradict each other, and copies would go round'
  )
  // One way it does no harm, and Rexxfleet may read both sides from then on: the doctor sees the originals.
  const first =
    'link add Portal Town --model calendar-mail --delivery queue --acknowledge pushes-already --yes'
  expect((await typed(first)).exitCode).toBe(0)
  expect((await typed(first.replace('Portal Town', 'Town Portal'))).stderr).toContain('pairs-crossed')
  await typed('doctor Portal Town --mend --yes')
  expect((await typed(first.replace('Portal Town', 'Town Portal'))).exitCode).toBe(0)
  const links = await fleet.program.call('links.list', {})
  expect(links.map(({ twinId }) => twinId)).toEqual(links.map(({ id }) => id).toReversed())
})

it('the second direction of a link that is there already is refused as well where a copy came home', async () => {
  const wish = { models: [mail], delivery: 'queue' as const }
  const first = await fleet.program.call('links.plan', { primaryId: portal.id, replicaId: town.id, ...wish })
  await applied(first)
  await sendHome()
  const answer = await fleet.program.invoke('links.plan', {
    ...{ primaryId: town.id, replicaId: portal.id, ...wish }
  })
  expect(answer).toMatchObject({ ok: false, error: { details: { refused: ['pairs-crossed'] } } })
})

it('differing models, and chosen entities, are told and not offered as one', async () => {
  const { sql, rows } = town.double.admin
  const host = rows('core_module_sync_host')[0]!['id']!
  sql({ update: 'core_module_sync_host_entity', set: { entity_id: '1' }, where: { host_id: host } })
  expect(await found()).toMatchObject([{ hitch: 'only-some-entities' }])
  sql({ update: 'core_module_sync_host_entity', set: { entity_id: '*' }, where: { host_id: host } })
  ownReplication(portal, town, 'RewriteRule', 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule', {
    host: 'unused.example'
  })
  const hosts = portal.double.admin.rows('core_module_sync_host')
  portal.double.admin.sql({
    update: 'core_module_sync_host_entity',
    set: { host_id: hosts[0]!['id']! },
    where: { host_id: hosts[1]!['id']! }
  })
  expect(await found()).toMatchObject([{ hitch: 'models-differ' }])
})

it('a day on the terminal: found, taken over as one with the line that is shown, synced, and given back', async () => {
  const before = fleet.sites.map(stateOf)
  const typed = typedOn(fleet)
  const said = (await typed('link discover')).stdout
  const line = said.split('\n').find(text => text.includes('--both-ways'))!
  expect(line).toBe('rexxfleet link add "Portal" "Town" --model calendar-mail --both-ways --delivery queue')
  const words = line.replaceAll('"', '').replace('rexxfleet ', '')
  const made = await typed(`${words} --yes --acknowledge pushes-already --json`)
  expect([made.exitCode, made.json().data]).toMatchObject([0, { workflow: { state: 'applied' } }])
  expect((await typed('link list')).stdout).toMatch(/Portal.*Town/)
  const { id } = made.json().data!['workflow'] as WorkflowView
  expect((await typed(`workflow undo ${id} --yes`)).exitCode).toBe(0)
  expect(fleet.sites.map(stateOf)).toEqual(before)
})

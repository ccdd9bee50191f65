import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import {
  apply,
  linkUp,
  openFleet,
  rewriteRule,
  rules,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

const mappingTable = 'core_module_sync_id_mapping'
const hostTable = 'core_module_sync_host'

let fleet: TestFleet
let [portal, town, village]: TestSite[] = []
let linkId: string

/** A portal that delivered to a town, whose own receiver is the portal; and a village that only remembers it. */
beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 5 }, { name: 'Town' }, { name: 'Village' }])
  ;[portal, town, village] = fleet.sites
  linkId = await linkUp(fleet.program, portal!.id, town!.id)
  await sync(fleet.program, linkId)
  town!.double.admin.sql({ insert: hostTable, row: host('portal.example', 'https://portal.example/x') })
  village!.double.admin.sql({ insert: mappingTable, row: mapping('portal.example', '9', '3') })
})
afterEach(() => fleet.close())

const host = (name: string, url_template: string) => ({
  host: name,
  active: 0,
  api_key: 'k'.repeat(32),
  api_version: 1,
  url_template,
  state: 2,
  last_update: '2020-01-01 00:00:00'
})
const mapping = (foreign_host: string, foreign: string, local: string) => ({
  foreign_host,
  entity_type: rewriteRule,
  foreign_id: `a:1:{i:0;s:${foreign.length}:"${foreign}";}`,
  local_id: `a:1:{s:2:"id";s:${local.length}:"${local}";}`
})
const names = (site: TestSite | undefined) =>
  site!.double.admin
    .rows(mappingTable)
    .filter(row => row['entity_type'] === rewriteRule)
    .map(row => row['foreign_host'])
const planMove = (more: object = {}): Promise<WorkflowView> =>
  fleet.program.call('sites.planMove', { siteId: portal!.id, mainDomain: 'www.portal.example', ...more })
const mainDomain = async () =>
  (await fleet.program.call('sites.list', {})).find(site => site.id === portal!.id)!.mainDomain
const linkState = async () => (await fleet.program.call('links.show', { linkId })).state
const states = () => fleet.sites.map(stateOf)

/** After a move nothing is created a second time, which is what it is for. */
async function expectInStep(): Promise<void> {
  expect(await sync(fleet.program, linkId)).toMatchObject({
    state: 'done',
    counts: { create: 0, unchanged: 5, conflict: 0 }
  })
  expect(rules(town!)).toHaveLength(5)
}

describe('a change of main domain', () => {
  it('is planned with its counts, and writes nothing by that', async () => {
    const before = states()
    const workflow = await planMove()
    expect(states()).toEqual(before)
    expect(await linkState()).toBe('ready')
    expect(workflow.leftOut).toBeUndefined()
    expect(workflow.confirmation.kind).toBe('yes')
    expect(workflow.steps.flatMap(step => step.effects).filter(({ name }) => !/calendar/.test(name))).toEqual(
      [
        { act: 'update', what: 'link', name: 'rest', count: 1 },
        { act: 'update', what: 'mapping', name: 'www.portal.example', count: 5 },
        { act: 'update', what: 'mapping', name: 'www.portal.example', count: 1 },
        { act: 'update', what: 'host', name: 'www.portal.example' },
        { act: 'update', what: 'site', name: 'www.portal.example' }
      ]
    )
  })

  it('is known to everybody, and the next run sends nothing twice', async () => {
    const workflow = await planMove()
    expect(await apply(fleet.program, workflow.id)).toMatchObject({ state: 'applied', failure: null })
    expect(await mainDomain()).toBe('www.portal.example')
    expect(names(town)).toEqual(Array(5).fill('www.portal.example'))
    expect(names(village)).toEqual(['www.portal.example'])
    expect(town!.double.admin.rows(hostTable)).toMatchObject([
      { host: 'www.portal.example', url_template: 'https://www.portal.example/x', state: 2, active: 0 }
    ])
    const [first] = town!.double.admin.rows(mappingTable).filter(row => row['entity_type'] === rewriteRule)
    expect(first).toMatchObject({ foreign_id: 'a:1:{i:0;s:1:"1";}', local_id: 'a:1:{s:2:"id";s:1:"1";}' })
    await expectInStep()
  })

  it('can be undone, with what was sent since, and without a trace', async () => {
    const before = states()
    const workflow = await planMove()
    await apply(fleet.program, workflow.id)
    portal!.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 1 }, where: { id: 1 } })
    portal!.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 0 }, where: { id: 1 } })
    const undo = await fleet.program.call('workflows.undo', { workflowId: workflow.id })
    expect(await apply(fleet.program, undo.id)).toMatchObject({ state: 'applied', failure: null })
    expect(await mainDomain()).toBe('portal.example')
    expect(await linkState()).toBe('ready')
    const { core_rewrite_rule: _after, ...rest } = stateOf(portal!)
    const { core_rewrite_rule: _before, ...former } = before[0]!
    expect(rest).toEqual(former)
    expect(states().slice(1)).toEqual(before.slice(1))
  })

  it('brings back, when undone, what was pushed for the first time since', async () => {
    await fleet.close()
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 5 }, { name: 'Town' }])
    ;[portal, town] = fleet.sites
    linkId = await linkUp(fleet.program, portal!.id, town!.id)
    const workflow = await planMove()
    await apply(fleet.program, workflow.id)
    await sync(fleet.program, linkId)
    expect(names(town)).toEqual(Array(5).fill('www.portal.example'))
    const undo = await fleet.program.call('workflows.undo', { workflowId: workflow.id })
    await apply(fleet.program, undo.id)
    expect(names(town)).toEqual(Array(5).fill('portal.example'))
    await expectInStep()
  })

  it('leaves alone what is known under both names, and says so', async () => {
    const mine = mapping('www.portal.example', '2', '4')
    town!.double.admin.sql({ insert: mappingTable, row: mine })
    const workflow = await planMove()
    expect(workflow.steps.flatMap(step => step.effects)).toContainEqual({
      act: 'keep',
      what: 'mapping',
      name: 'portal.example',
      count: 1,
      why: 'known-under-both'
    })
    const before = stateOf(town!)
    await apply(fleet.program, workflow.id)
    expect(names(town).filter(name => name === 'portal.example')).toHaveLength(1)
    const undo = await fleet.program.call('workflows.undo', { workflowId: workflow.id })
    await apply(fleet.program, undo.id)
    expect(stateOf(town!)).toEqual(before)
  })
})

describe('a publishing target of the old name', () => {
  const targets = () => town!.double.admin.rows('module_calendar_host').map(row => row['uri'])
  const target = { title: 'P', uri: 'portal.example', cat_id: 0, key: '', confirmed: 1, status: 0 }

  it('is renamed by SQL, which is waited for while runs go on; and back again', async () => {
    town!.double.admin.sql({ insert: 'module_calendar_host', row: target })
    const before = states()
    const workflow = await planMove()
    const waiting = await apply(fleet.program, workflow.id)
    expect(waiting.state).toBe('waiting')
    const [step] = waiting.steps.filter(({ state }) => state === 'waiting')
    expect(step).toMatchObject({ kind: 'rename-targets', siteId: town!.id })
    await expectInStep()
    town!.double.admin.script(step!.sql!)
    expect(await resume(workflow.id)).toMatchObject({ state: 'applied', failure: null })
    expect(targets()).toEqual(['www.portal.example'])

    const undo = await fleet.program.call('workflows.undo', { workflowId: workflow.id })
    const back = await apply(fleet.program, undo.id)
    town!.double.admin.script(back.steps.find(({ state }) => state === 'waiting')!.sql!)
    expect(await resume(undo.id)).toMatchObject({ state: 'applied', failure: null })
    expect(states().slice(1)).toEqual(before.slice(1))
  })

  it('is asked for of nobody who has none', async () => {
    const before = stateOf(town!)
    const workflow = await planMove()
    expect(await apply(fleet.program, workflow.id)).toMatchObject({ state: 'applied' })
    const undo = await fleet.program.call('workflows.undo', { workflowId: workflow.id })
    expect(await apply(fleet.program, undo.id)).toMatchObject({ state: 'applied' })
    expect(stateOf(town!)).toEqual(before)
  })

  async function resume(workflowId: string) {
    const ended = workflowEnded(fleet.program, workflowId)
    await fleet.program.call('workflows.resume', { workflowId })
    return ended
  }
})

describe('a move that stops half-way', () => {
  it('lets no run start, and is taken up by the next program', async () => {
    const fault = town!.double.faults.add({ kind: 'cut', match: { method: 'PUT', nth: 3 }, times: Infinity })
    const workflow = await planMove()
    expect(await apply(fleet.program, workflow.id)).toMatchObject({ state: 'failed' })
    expect(await mainDomain()).toBe('portal.example')
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'stopped',
      reason: { code: 'link-not-ready' }
    })
    expect(rules(town!)).toHaveLength(5)
    const second = await fleet.program.invoke('sites.planMove', {
      siteId: portal!.id,
      mainDomain: 'elsewhere.example'
    })
    expect(second).toMatchObject({ ok: false, error: { code: 'link-busy' } })
    fault.remove()
    const program = await fleet.reopen()
    const ended = workflowEnded(program, workflow.id)
    await program.call('workflows.resume', { workflowId: workflow.id })
    expect(await ended).toMatchObject({ state: 'applied' })
    await expectInStep()
  })

  it('is undone from wherever it stopped, also after a lost answer', async () => {
    const before = states()
    for (const nth of [1, 4, 6]) {
      const workflow = await planMove()
      const match = { method: 'PUT', nth }
      const faults = [town, village].map(site =>
        site!.double.faults.add({ kind: 'cut', match, times: Infinity })
      )
      const stopped = await apply(fleet.program, workflow.id)
      for (const fault of faults) fault.remove()
      if (stopped.state === 'applied') throw new Error(`nothing failed at write ${nth}`)
      const lost = town!.double.faults.add({ kind: 'lost-answer', match: { method: 'PUT' }, times: 1 })
      const undo = await fleet.program.call('workflows.undo', { workflowId: workflow.id })
      let undone = await apply(fleet.program, undo.id)
      lost.remove()
      if (undone.state === 'failed') undone = await resumed(undo.id)
      expect(undone).toMatchObject({ state: 'applied' })
      expect(states()).toEqual(before)
      expect(await linkState()).toBe('ready')
    }
    await expectInStep()
  })

  async function resumed(workflowId: string) {
    const ended = workflowEnded(fleet.program, workflowId)
    await fleet.program.call('workflows.resume', { workflowId })
    return ended
  }
})

describe('a move that must not be', () => {
  async function refusal(more: object): Promise<string | null> {
    const before = states()
    const answer = await fleet.program.invoke('sites.planMove', {
      siteId: portal!.id,
      mainDomain: 'www.portal.example',
      ...more
    })
    expect(states()).toEqual(before)
    const workflows = await fleet.program.call('workflows.list', {})
    expect(workflows.filter(({ kind }) => kind === 'move-site')).toEqual([])
    return answer.ok ? null : answer.error.code
  }

  it('is refused before anything is planned', async () => {
    expect(await refusal({ mainDomain: 'portal.example' })).toBe('invalid-input')
    expect(await refusal({ mainDomain: 'town.example' })).toBe('main-domain-taken')
    expect(await refusal({ mainDomain: "x'; DROP TABLE a" })).toBe('invalid-input')
    const typed = { siteId: portal!.id, mainDomain: 'https://www.portal.example/de' }
    expect(await fleet.program.invoke('sites.planMove', typed)).toMatchObject({
      error: { code: 'invalid-input', message: expect.stringContaining('such as www.example.ch, without') }
    })
    expect(await refusal({ siteId: 'nobody' })).toBe('unknown-site')
    expect(await refusal({ address: 'javascript:alert(1)' })).toBe('address-invalid')
    expect(await refusal({ address: town!.double.url })).toBe('site-already-added')
    const fault = town!.double.faults.add({ kind: 'cut', match: {}, times: Infinity })
    expect(await refusal({})).toBe('site-unreachable')
    fault.remove()
  })

  it('leaves out a site without a link that is away, and names it', async () => {
    const fault = village!.double.faults.add({ kind: 'cut', match: {}, times: Infinity })
    const { leftOut } = await planMove()
    fault.remove()
    expect(leftOut).toEqual([
      { siteId: village!.id, code: expect.stringMatching(/^site-(unreachable|timeout)$/) }
    ])
  })

  it('does not fit any more when a link came in between', async () => {
    const workflow = await planMove()
    await linkUp(fleet.program, portal!.id, village!.id)
    const before = states()
    expect(await apply(fleet.program, workflow.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'plan-outdated' }
    })
    expect(states()).toEqual(before)
  })
})

describe('a main domain that was entered wrongly', () => {
  it('is only corrected by itself while nobody knows the site by it', async () => {
    const { program } = fleet
    const wish = { siteId: village!.id, mainDomain: 'www.village.example' }
    expect(await program.call('sites.update', wish)).toMatchObject({ mainDomain: 'www.village.example' })
    const refused = await program.invoke('sites.update', { ...wish, siteId: portal!.id })
    expect(refused).toMatchObject({ ok: false, error: { code: 'site-has-links' } })
    expect(await mainDomain()).toBe('portal.example')
  })
})

describe('links of other kinds', () => {
  async function link(more: object): Promise<string> {
    await fleet.close()
    fleet = await openFleet([
      { name: 'Portal', rewriteRules: 5 },
      { name: 'Town', rewriteRules: 2 }
    ])
    ;[portal, town] = fleet.sites
    const [primaryId, replicaId] = [portal!.id, town!.id]
    const plan = await fleet.program.call('links.plan', {
      primaryId,
      replicaId,
      models: ['RewriteRule'],
      ...more
    })
    const applied = await apply(fleet.program, plan.id)
    if (applied.state !== 'applied') throw new Error(applied.failure?.message ?? applied.state)
    await runAll(plan.linkId!)
    return plan.linkId!
  }
  /** Of a pair both directions run. Ends a moment after the last has told its end: only then its link is free again. */
  async function runAll(id: string): Promise<RunView[]> {
    const { program } = fleet
    const begun = await program.call('runs.start', { linkIds: [id], confirmOverwrites: true })
    const ended = await Promise.all(begun.map(run => runEnded(program, run.id)))
    await new Promise(resolve => setTimeout(resolve, 50))
    return ended
  }
  async function move(site: TestSite, mainDomain: string): Promise<void> {
    const workflow = await fleet.program.call('sites.planMove', { siteId: site.id, mainDomain })
    expect(await apply(fleet.program, workflow.id)).toMatchObject({ state: 'applied', failure: null })
  }

  it('go both ways, and nothing is doubled on either side, whoever moves', async () => {
    const id = await link({ bothWays: true })
    expect([rules(portal!).length, rules(town!).length]).toEqual([7, 7])
    await move(portal!, 'www.portal.example')
    await move(town!, 'www.town.example')
    for (const run of await runAll(id))
      expect(run).toMatchObject({ state: 'done', counts: { create: 0, conflict: 0 } })
    expect([rules(portal!).length, rules(town!).length]).toEqual([7, 7])
  })

  it('are delivered by the queue, to the address that stays or the new one', async () => {
    linkId = await link({ delivery: 'queue' })
    const receivers = () => portal!.double.admin.rows(hostTable).map(row => row['host'])
    const before = receivers()
    expect(before).toEqual([town!.double.url.replace('http://', '')])
    await move(town!, 'www.town.example')
    expect(receivers()).toEqual(before)
    const address = town!.double.url.replace('127.0.0.1', 'localhost')
    const workflow = await fleet.program.call('sites.planMove', {
      siteId: town!.id,
      mainDomain: 'localhost',
      address
    })
    expect(await apply(fleet.program, workflow.id)).toMatchObject({ state: 'applied', failure: null })
    expect(receivers()).toEqual([address.replace('http://', '')])
    const [, moved] = await fleet.program.call('sites.list', {})
    expect(moved).toMatchObject({ mainDomain: 'localhost', baseUrl: address })
    await move(portal!, 'www.portal.example')
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 0 } })
    expect(rules(town!)).toHaveLength(7)
  })

  it('are changed and taken off afterwards, and nothing is left under either name', async () => {
    await link({ delivery: 'queue' })
    const { program } = fleet
    const [only] = await program.call('links.list', {})
    linkId = only!.id
    const inQueue = () =>
      ['core_module_sync_host', 'core_module_sync_host_entity', 'core_module_sync_change'].map(table =>
        portal!.double.admin.rows(table)
      )
    const address = town!.double.url.replace('127.0.0.1', 'localhost')
    const moved = await program.call('sites.planMove', { siteId: town!.id, mainDomain: 'localhost', address })
    expect(await apply(program, moved.id)).toMatchObject({ state: 'applied', failure: null })
    const added = await program.call('links.planEdit', { linkId, addModels: ['calendar-mail'] })
    expect(await apply(program, added.id)).toMatchObject({ state: 'applied', failure: null })
    await runAll(linkId)
    const wish = { linkId, dropModels: ['calendar-mail'], fallen: 'flush' as const }
    const dropped = await program.call('links.planEdit', wish)
    expect(await apply(program, dropped.id, 'Town')).toMatchObject({ state: 'applied', failure: null })
    const gone = await program.call('links.planDeregister', { linkId })
    expect(await apply(program, gone.id, 'Town')).toMatchObject({ state: 'applied', failure: null })
    expect(inQueue()).toEqual([[], [], []])
    expect(names(town)).toEqual([])
    expect(rules(town!)).toHaveLength(2)
  })

  it('follow a site that is reached by its main domain to the new one', async () => {
    linkId = await link({ delivery: 'queue' })
    const address = town!.double.url.replace('127.0.0.1', 'localhost')
    const first = { siteId: town!.id, mainDomain: 'localhost', address }
    const workflow = await fleet.program.call('sites.planMove', first)
    await apply(fleet.program, workflow.id)
    await move(town!, '127.0.0.1')
    const [, moved] = await fleet.program.call('sites.list', {})
    expect(moved).toMatchObject({ mainDomain: '127.0.0.1', baseUrl: town!.double.url })
    const gone = await fleet.program.invoke('sites.planMove', {
      ...first,
      mainDomain: 'nowhere.invalid',
      address: undefined
    })
    expect(gone).toMatchObject({ ok: false })
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { apply, openFleet, stateOf, sync, type TestFleet, type WantedSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

type Wish = Omit<CallInput<'links.plan'>, 'primaryId' | 'replicaId'>
const rules: Wish = { models: ['RewriteRule'] }

const open = async (...wanted: WantedSite[]): Promise<ReturnType<typeof stateOf>[]> => {
  fleet = await openFleet(wanted)
  return states()
}
const states = (): ReturnType<typeof stateOf>[] => fleet.sites.map(stateOf)

/** From the first site to the second, unless told otherwise. */
const planned = (wish: Wish, [from, to] = [0, 1]): Promise<WorkflowView> =>
  fleet.program.call('links.plan', {
    primaryId: fleet.sites[from]!.id,
    replicaId: fleet.sites[to]!.id,
    publish: false,
    ...wish
  })

async function applied({ id, confirmation }: WorkflowView): Promise<WorkflowView> {
  const { expected, acknowledge } = confirmation
  const ended = workflowEnded(fleet.program, id)
  await fleet.program.call('workflows.apply', {
    workflowId: id,
    ...(expected ? { confirm: expected } : {}),
    ...(acknowledge ? { acknowledge } : {})
  })
  const done = await ended
  expect(done).toMatchObject({ state: 'applied', failure: null })
  return done
}
const edited = async (linkId: string, edit: object): Promise<WorkflowView> =>
  applied(await fleet.program.call('links.planEdit', { linkId, ...edit }))
const undone = async ({ id }: WorkflowView): Promise<WorkflowView> =>
  applied(await fleet.program.call('workflows.undo', { workflowId: id }))
const deregistered = async (linkId: string): Promise<WorkflowView> =>
  applied(await fleet.program.call('links.planDeregister', { linkId }))
const modelsOf = async (linkId: string): Promise<string[]> =>
  (await fleet.program.call('links.show', { linkId })).models.map(({ shortName }) => shortName)

async function refusal(call: 'workflows.undo' | 'workflows.resume' | 'workflows.apply', plan: WorkflowView) {
  const before = states()
  const { acknowledge } = plan.state === 'planned' ? plan.confirmation : {}
  const answer = await fleet.program.invoke(call, {
    workflowId: plan.id,
    ...(acknowledge && call === 'workflows.apply' ? { acknowledge } : {})
  })
  expect(states()).toEqual(before)
  return answer.ok ? null : answer.error
}

describe('what was done with a link one after the other', () => {
  it('is undone the newest first: an older one would take along what the newer ones rest on', async () => {
    const before = await open({ name: 'Portal', rewriteRules: 2, events: 2 }, { name: 'Town' })
    const made = await applied(await planned(rules))
    const linkId = made.linkId!
    const first = await edited(linkId, { addModels: ['calendar-category'] })
    const second = await edited(linkId, { addModels: ['calendar-mail'] })
    expect(await refusal('workflows.undo', first)).toMatchObject({
      code: 'undo-later-first',
      details: { workflow: second.id, kind: 'edit-link' }
    })
    expect(await refusal('workflows.undo', made)).toMatchObject({ code: 'undo-later-first' })
    expect(await modelsOf(linkId)).toHaveLength(4)
    // One that finds nothing to do stands in nobody's way, and neither does what was taken back.
    await edited(linkId, { addModels: ['calendar-mail'] })
    for (const one of [second, first, made]) await undone(one)
    expect(states()).toEqual(before)
  })

  it('is not undone by a plan from before something else was done', async () => {
    await open({ name: 'Portal', rewriteRules: 2, events: 2 }, { name: 'Town' })
    const made = await applied(await planned({ ...rules, bothWays: true }))
    const { twinId } = await fleet.program.call('links.show', { linkId: made.linkId! })
    const undo = await fleet.program.call('workflows.undo', { workflowId: made.id })
    await edited(twinId!, { addModels: ['calendar-mail'] })
    expect(await refusal('workflows.apply', undo)).toMatchObject({ code: 'undo-later-first' })
  })

  it('is taken back once: of two plans for it the second does nothing', async () => {
    const before = await open({ name: 'Portal', rewriteRules: 2 }, { name: 'Town' })
    const made = await applied(await planned(rules))
    const plan = () => fleet.program.call('workflows.undo', { workflowId: made.id })
    const [first, second] = [await plan(), await plan()]
    await applied(first)
    expect(await refusal('workflows.apply', second)).toMatchObject({ code: 'plan-outdated' })
    expect(await fleet.program.call('workflows.show', { workflowId: made.id })).toMatchObject({
      state: 'undone'
    })
    expect(states()).toEqual(before)
  })

  it.each<[string, [number, number], string]>([
    ['the same way', [0, 1], 'link-exists'],
    ['the other way', [1, 0], 'plan-outdated']
  ])('is not brought back beside a link that was made since, %s', async (_way, way, code) => {
    await open({ name: 'Portal', rewriteRules: 2 }, { name: 'Town' })
    const made = await applied(await planned(rules))
    const away = await deregistered(made.linkId!)
    const { linkId } = await applied(await planned(rules, way))
    expect(await refusal('workflows.undo', away)).toMatchObject({ code, details: { link: linkId } })
    await deregistered(linkId!)
    await undone(away)
    expect((await fleet.program.call('links.list', {})).map(({ id }) => id)).toEqual([made.linkId])
  })

  it('is brought back by an undo of the undo, and goes again', async () => {
    const before = await open({ name: 'Portal', rewriteRules: 3, events: 2 }, { name: 'Town' })
    const made = await applied(await planned({ ...rules, delivery: 'queue' }))
    const linkId = made.linkId!
    const again = await undone(await undone(made))
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { create: 3 } })
    const change = await edited(linkId, { addModels: ['calendar-category'] })
    const changedAgain = await undone(await undone(change))
    expect(await modelsOf(linkId)).toContain('calendar-category')
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    expect(await refusal('workflows.undo', again)).toMatchObject({ code: 'undo-later-first' })
    await undone(changedAgain)
    expect(await modelsOf(linkId)).toEqual(['RewriteRule'])
    const away = await deregistered(linkId)
    await undone(await undone(await undone(away)))
    expect(await fleet.program.call('links.list', {})).toHaveLength(1)
    await deregistered(linkId)
    expect(states()[0]).toEqual(before[0])
  })
})

describe('a set-up that stopped half-way', () => {
  it('is not gone on with once its link was taken off: it would leave rows that nobody takes away', async () => {
    const before = await open({ name: 'Portal', rewriteRules: 2 }, { name: 'Town' })
    const plan = await planned(rules)
    const match = { method: 'POST', pathIncludes: 'rexxfleet-grant' }
    const fault = fleet.sites[1]!.double.faults.add({ kind: 'status', status: 403, match, times: Infinity })
    expect((await apply(fleet.program, plan.id)).state).toBe('failed')
    fault.remove()
    await deregistered(plan.linkId!)
    expect(states()).toEqual(before)
    expect(await refusal('workflows.resume', plan)).toMatchObject({ code: 'undo-later-first' })
    expect(await fleet.program.call('links.list', {})).toEqual([])
  })
})

describe('a plan', () => {
  it('of a deregistration or a purge does not fit a link that was changed since', async () => {
    const before = await open({ name: 'Portal', rewriteRules: 2, events: 2 }, { name: 'Town' })
    const made = await applied(await planned({ ...rules, bothWays: true }))
    const linkId = made.linkId!
    const { twinId } = await fleet.program.call('links.show', { linkId })
    const plans = [
      await fleet.program.call('links.planDeregister', { linkId: twinId!, keepData: true }),
      await fleet.program.call('links.planPurge', { siteId: fleet.sites[1]!.id })
    ]
    await edited(linkId, { addModels: ['calendar-mail'] })
    for (const { id } of plans) {
      const answer = await fleet.program.invoke('workflows.apply', { workflowId: id, confirm: 'Town' })
      expect(answer).toMatchObject({ ok: false, error: { code: 'plan-outdated' } })
    }
    await deregistered(linkId)
    expect(states()).toEqual(before)
  })

  const mail: Wish = { models: ['calendar-mail'] }

  /** All sites can be read already, so that a plan still fits what is on them when others were applied. */
  async function readable(): Promise<void> {
    await open(...['Portal', 'Town', 'Village', 'Hamlet'].map(name => ({ name })))
    for (const at of [0, 1, 2]) await applied(await planned(mail, [3, at]))
  }
  const among = async (): Promise<string[]> =>
    (await fleet.program.call('links.list', {}))
      .filter(({ primaryId, state }) => primaryId !== fleet.sites[3]!.id && state !== 'staged')
      .map(({ state, twinId }) => `${state}${twinId === null ? '' : ' twin'}`)

  it('of the way back does not fit where the way there was set up by itself since (F21)', async () => {
    await readable()
    const [there, back] = [await planned(mail), await planned(mail, [1, 0])]
    await applied(there)
    expect(await refusal('workflows.apply', back)).toMatchObject({ code: 'plan-outdated' })
    expect(await among()).toEqual(['ready'])
    await applied(await planned(mail, [1, 0]))
    expect(await among()).toEqual(['ready twin', 'ready twin'])
  })

  it('does not fit where it would close a ring by now', async () => {
    await readable()
    const plans = [await planned(mail), await planned(mail, [1, 2]), await planned(mail, [2, 0])]
    for (const plan of plans.slice(0, 2)) await applied(plan)
    expect(await refusal('workflows.apply', plans[2]!)).toMatchObject({ code: 'plan-outdated' })
    expect(await among()).toEqual(['ready', 'ready'])
  })
})

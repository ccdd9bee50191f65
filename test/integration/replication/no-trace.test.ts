import { afterEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { apply, openFleet, stateOf, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

type Wish = Omit<CallInput<'links.plan'>, 'primaryId' | 'replicaId'>

const wishes: readonly [name: string, wish: Wish][] = [
  ['a link that compares', { models: ['RewriteRule'] }],
  ['a link with a queue', { models: ['RewriteRule'], delivery: 'queue' }],
  ['a link with a queue of chosen entities', { models: ['RewriteRule'], delivery: 'queue', ids: ['1', '3'] }],
  ['a live link', { models: ['calendar-mail'], delivery: 'live' }],
  ['a calendar with a queue', { models: ['calendar-event'], delivery: 'queue', publish: false }],
  ['a both-ways pair', { models: ['RewriteRule'], bothWays: true }],
  ['a both-ways pair with queues', { models: ['RewriteRule'], bothWays: true, delivery: 'queue' }]
]

async function applied(plan: WorkflowView): Promise<void> {
  const { acknowledge = [], expected } = plan.confirmation
  const ended = workflowEnded(fleet.program, plan.id)
  await fleet.program.call('workflows.apply', {
    workflowId: plan.id,
    ...(acknowledge.length > 0 ? { acknowledge: [...acknowledge] } : {}),
    ...(expected === null ? {} : { confirm: expected })
  })
  expect(await ended).toMatchObject({ state: 'applied', failure: null })
}

describe.each(wishes)('%s', (_name, wish) => {
  it('leaves both sites row by row as they were, once it is deregistered and flushed', async () => {
    fleet = await openFleet([
      { name: 'Portal', rewriteRules: 4, events: 3 },
      { name: 'Town', rewriteRules: 2, events: 1 }
    ])
    const { program, sites } = fleet
    const [primaryId, replicaId] = sites.map(({ id }) => id) as [string, string]
    const before = sites.map(stateOf)
    const plan = await program.call('links.plan', { primaryId, replicaId, ...wish })
    expect(sites.map(stateOf)).toEqual(before)
    await applied(plan)
    const linkId = plan.linkId!
    for (const { id } of await program.call('runs.start', { linkIds: [linkId], confirmOverwrites: true }))
      expect((await runEnded(program, id)).state).toBe('done')
    expect(sites.map(stateOf)).not.toEqual(before)

    const away = await program.call('links.planDeregister', { linkId })
    await applied(away)
    expect(sites.map(stateOf)).toEqual(before)
    // A second time there is nothing to do, and nothing is done.
    for (const { double } of sites) double.log.clear()
    expect(await program.invoke('links.planDeregister', { linkId })).toMatchObject({
      ok: false,
      error: { code: 'unknown-link' }
    })
    expect(await program.invoke('workflows.apply', { workflowId: away.id })).toMatchObject({ ok: false })
    expect(sites.flatMap(({ double }) => double.log.requests)).toEqual([])
  })
})

it('taking a link off twice, by two plans, does nothing the second time', async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 2 }, { name: 'Town' }])
  const { program, sites } = fleet
  const [primaryId, replicaId] = sites.map(({ id }) => id) as [string, string]
  const plan = await program.call('links.plan', { primaryId, replicaId, models: ['RewriteRule'] })
  await applied(plan)
  const plans = [false, true].map(keepData =>
    program.call('links.planDeregister', { linkId: plan.linkId!, keepData })
  )
  const [first, second] = await Promise.all(plans)
  await applied(first!)
  const gone = sites.map(stateOf)
  await apply(program, second!.id).catch(() => undefined)
  expect(sites.map(stateOf)).toEqual(gone)
})

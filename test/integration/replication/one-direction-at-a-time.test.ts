import { afterEach, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import { addRule, linkBothWays } from '../../faults/edits.ts'
import { openFleet, rules, ruleText, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

it('a run that is resumed while the way back is at work waits for it: each writes what the other reads (F44)', async () => {
  fleet = await openFleet([
    { name: 'One', rewriteRules: 3 },
    { name: 'Two', rewriteRules: 2 }
  ])
  const [one, two] = [fleet.sites[0]!, fleet.sites[1]!]
  const { program } = fleet
  const there = await linkBothWays(program, one, two)
  const begun = await program.call('runs.start', { linkIds: [there] })
  for (const run of begun) expect((await runEnded(program, run.id)).state).toBe('done')
  addRule(one, 'from-one')
  for (const name of ['a', 'b', 'c']) addRule(two, name)

  // The first to write, so that the way back begins as the other direction stops.
  const refusal = {
    kind: 'status',
    status: 403,
    match: { method: 'PUT', pathIncludes: '/api/sync/' }
  } as const
  two.double.faults.add({ ...refusal, times: 1 })
  for (const { double } of fleet.sites) double.faults.latency(30)
  const runs = await program.call('runs.start', { linkIds: [there] })
  const [forth, back] = [true, false].map(isForth => runs.find(run => (run.linkId === there) === isForth)!)
  let state: string = back!.state
  program.listen(({ name, data }) => {
    if (name === 'run.changed' && data.run.id === back!.id) state = data.run.state
  })
  const seen: string[] = []
  expect((await runEnded(program, forth!.id)).state).toBe('stopped')
  two.double.faults.add({
    kind: 'slow',
    ms: 1,
    times: Infinity,
    match: (method, path) => method === 'PUT' && path.startsWith('/api/sync/') && seen.push(state) < 0
  })
  await program.call('runs.resume', { runId: forth!.id })
  expect((await runEnded(program, forth!.id)).state).toBe('done')
  expect(seen).toEqual(['done'])
  expect((await runEnded(program, back!.id)).state).toBe('done')
  expect(rules(two).map(ruleText).sort()).toEqual(rules(one).map(ruleText).sort())
})

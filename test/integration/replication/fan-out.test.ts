import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import { linkUp, openFleet, rules, ruleText, type TestFleet, type TestSite } from '../../support/fleet.ts'

const count = 60

let fleet: TestFleet
afterEach(() => fleet.close())

/** A primary with rules and three replicas, linked. */
async function fanOut(): Promise<{ primary: TestSite; replicas: TestSite[]; linkIds: string[] }> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: count },
    { name: 'Town' },
    { name: 'Village' },
    { name: 'Hamlet' }
  ])
  const [primary, ...replicas] = fleet.sites
  const linkIds: string[] = []
  for (const replica of replicas) linkIds.push(await linkUp(fleet.program, primary!.id, replica.id))
  primary!.double.log.clear()
  return { primary: primary!, replicas, linkIds }
}

/** Starts all links by one call; gives each run with the time of its end. */
async function runAll(linkIds: string[]): Promise<{ run: RunView; at: number }[]> {
  const runs = await fleet.program.call('runs.start', { linkIds })
  return Promise.all(
    runs.map(async ({ id }) => ({ run: await runEnded(fleet.program, id), at: performance.now() }))
  )
}

function asked(primary: TestSite): { pages: number; values: number } {
  const gets = primary.double.log.requests.filter(
    ({ method, endpoint }) => method === 'GET' && endpoint === 'RewriteRule'
  )
  const values = gets.filter(({ path }) => decodeURIComponent(path).includes('[in]='))
  return { pages: gets.filter(({ path }) => path.includes('limit=')).length, values: values.length }
}

describe('one primary with many replicas', () => {
  it('is read once for all of them, pages and values', async () => {
    const { primary, replicas, linkIds } = await fanOut()
    const ended = await runAll(linkIds)
    expect(ended.map(({ run }) => [run.state, run.sent])).toEqual(linkIds.map(() => ['done', count]))
    // One page with all, and the empty one that proves the end.
    expect(asked(primary)).toEqual({ pages: 2, values: 1 })
    for (const replica of replicas) {
      expect(rules(replica).map(ruleText).sort()).toEqual(rules(primary).map(ruleText).sort())
    }
    primary.double.log.clear()
    const again = await runAll(linkIds)
    expect(again.map(({ run }) => run.counts.unchanged)).toEqual(linkIds.map(() => count))
    expect(asked(primary)).toEqual({ pages: 2, values: 0 })
  })

  it('serves the others where one replica is down from the start, or goes away in the middle', async () => {
    const { replicas, linkIds } = await fanOut()
    replicas[0]!.double.faults.maintenance(true)
    replicas[1]!.double.faults.add({
      kind: 'status',
      status: 403,
      match: { method: 'PUT', nth: 20 },
      times: Infinity
    })
    const ended = await runAll(linkIds)
    expect(ended.map(({ run }) => run.state)).toEqual(['stopped', 'stopped', 'done'])
    expect(rules(replicas[2]!)).toHaveLength(count)
    replicas[0]!.double.faults.clear()
    replicas[1]!.double.faults.clear()
    for (const { run } of ended.slice(0, 2)) {
      await fleet.program.call('runs.resume', { runId: run.id })
      expect(await runEnded(fleet.program, run.id)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    }
    for (const replica of replicas) expect(rules(replica)).toHaveLength(count)
  })

  it('lets nobody wait for one that crawls', async () => {
    const { primary, replicas, linkIds } = await fanOut()
    replicas[0]!.double.faults.latency(250)
    const start = performance.now()
    const [crawler, ...others] = await runAll(linkIds)
    const crawled = crawler!.at - start
    expect(crawler!.run.state).toBe('done')
    for (const { run, at } of others) {
      expect(run.state).toBe('done')
      expect(at - start).toBeLessThan(crawled / 2)
    }
    expect(asked(primary).pages).toBe(2)
  })

  it('goes on where the one that asked first is cancelled', async () => {
    const { primary, replicas, linkIds } = await fanOut()
    primary.double.faults.latency(150)
    const runs = await fleet.program.call('runs.start', { linkIds })
    await new Promise(resolve => setTimeout(resolve, 350))
    await fleet.program.call('runs.cancel', { runId: runs[0]!.id })
    const states = await Promise.all(runs.map(async ({ id }) => (await runEnded(fleet.program, id)).state))
    expect(states).toEqual(['cancelled', 'done', 'done'])
    for (const replica of replicas.slice(1)) expect(rules(replica)).toHaveLength(count)
  })
})

import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, vi } from 'vitest'
import { linkUp } from '../support/fleet.ts'
import { bedFor } from './bed.ts'
import { scenario } from './extent.ts'
import { Workers } from './kill.ts'

const bed = bedFor(
  [
    { name: 'Portal', rewriteRules: 60 },
    { name: 'Town', rewriteRules: 2 }
  ],
  async ({ program, sites }) => [await linkUp(program, sites[0]!.id, sites[1]!.id)]
)
const workers = new Workers()
afterAll(() => workers.close())
afterEach(() => void vi.restoreAllMocks())

describe('a run', () => {
  scenario(
    'whose computer sleeps, and wakes without the connections it had, ends as if it had not',
    async () => {
      const { fleet, linkId, finish, expectAllIsWell } = await bed({ closed: true })
      const [portal, town] = fleet.sites
      for (const { double } of fleet.sites) double.faults.latency(6)
      const { dataDirectory } = fleet
      const child = await workers.take({ dataDirectory, linkId })
      const ended = once(child, 'exit')
      // What is on its way while the computer sleeps gets no answer any more.
      let asleep = false
      const isAsleep = (): boolean => asleep
      for (const { double } of [portal!, town!])
        double.faults.add({ kind: 'cut', match: isAsleep, times: Infinity })
      while (town!.double.admin.rows('core_rewrite_rule').length < 20) await pause(5)
      asleep = true
      child.kill('SIGSTOP')
      await pause(1_500)
      asleep = false
      child.kill('SIGCONT')
      await ended

      const program = await fleet.reopen()
      const [run] = await program.call('runs.list', { linkId })
      expect((await finish(run!)).state).toBe('done')
      await expectAllIsWell()
    }
  )

  scenario('goes on, pauses and all, while the clock is set back by a day', async () => {
    const { fleet, program, primary, replica, run, expectAllIsWell } = await bed()
    for (const { double } of fleet.sites) double.faults.latency(6)
    const real = Date.now.bind(Date)
    let back = 0
    vi.spyOn(Date, 'now').mockImplementation(() => real() - back)
    const stop = program.listen(({ name, data }) => {
      if (name === 'run.changed' && data.run.sent > 0) back = 24 * 60 * 60_000
    })
    replica.double.faults.add({ kind: 'status', status: 503, match: { method: 'PUT', nth: 20 }, times: 1 })
    const ended = await run()
    stop()
    expect(ended.state).toBe('done')
    expect(ended.durationMs).toBeGreaterThanOrEqual(0)
    expect(back).toBeGreaterThan(0)
    expect(primary.double.admin.rows('core_rewrite_rule')).toHaveLength(60)
    await expectAllIsWell()
  })
})

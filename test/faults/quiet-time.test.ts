import { afterEach, describe, expect, vi } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { systemClock } from '../../src-main/app/identity.ts'
import { openProgram } from '../../src-main/app/program.ts'
import { linkUp, openFleet, passphrase, rules, sync, type TestFleet } from '../support/fleet.ts'
import { scenario } from './extent.ts'
import { isPush } from './spoil.ts'

const count = 60
const quietMs = 6_000

let fleet: TestFleet
afterEach(async () => {
  vi.restoreAllMocks()
  await fleet.close()
})

const day = 24 * 60 * 60_000

describe('an item of which nobody knows whether it arrived', () => {
  for (const [what, jump] of [
    ['', 0],
    [', also on a clock that was put back by a day', -day]
  ] as const)
    scenario(`waits for its quiet time by itself: everything else goes out at once${what}`, async () => {
      fleet = await openFleet([{ name: 'Portal', rewriteRules: count }, { name: 'Town' }])
      const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
      const linkId = await linkUp(fleet.program, portal.id, town.id)
      town.double.faults.add({ kind: 'cut', match: { method: 'PUT', nth: 10 } })
      const first = await sync(fleet.program, linkId)
      expect(first.state).toBe('stopped')
      const before = rules(town).length
      expect(before).toBeLessThan(count)
      const unknown = town.double.log.requests.find(({ status }) => status === 0)!.id
      await fleet.program.close()
      const real = systemClock.now.bind(systemClock)
      vi.spyOn(systemClock, 'now').mockImplementation(() => real() + jump)

      const program = await openProgram({
        dataDirectory: fleet.dataDirectory,
        startedBy: 'terminal',
        passphrase: async () => passphrase,
        preferVault: true,
        quietMs
      })
      try {
        town.double.log.clear()
        await program.call('runs.resume', { runId: first.id })
        const ended = await runEnded(program, first.id)
        expect(ended).toMatchObject({ state: 'done', sent: count, counts: { failed: 0 } })
        expect(rules(town)).toHaveLength(count)
        const sent = town.double.log.requests.filter(({ method, path }) => isPush(method, path))
        expect(sent.map(({ id }) => id).indexOf(unknown)).toBe(sent.length - 1)
      } finally {
        await program.close()
      }
    })
})

describe('the quiet time of an item that an earlier program left', () => {
  scenario('is not shortened by a clock that was put forward: the site’s own clock counts', async () => {
    const quiet = 50_000
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 12 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    town.double.faults.add({ kind: 'cut', match: { method: 'PUT', nth: 10 } })
    const first = await sync(fleet.program, linkId)
    expect(first.state).toBe('stopped')
    await fleet.program.close()
    const [now, sleep] = [systemClock.now.bind(systemClock), systemClock.sleep.bind(systemClock)]
    vi.spyOn(systemClock, 'now').mockImplementation(() => now() + day)
    const waited: number[] = []
    vi.spyOn(systemClock, 'sleep').mockImplementation(async (ms, signal) => {
      // Nothing else waits about as long.
      if (ms < quiet / 4 || ms > quiet) return sleep(ms, signal)
      waited.push(ms)
    })

    const program = await openProgram({
      dataDirectory: fleet.dataDirectory,
      startedBy: 'terminal',
      passphrase: async () => passphrase,
      preferVault: true,
      quietMs: quiet
    })
    try {
      await program.call('runs.resume', { runId: first.id })
      expect(await runEnded(program, first.id)).toMatchObject({ state: 'done', sent: 12 })
      expect(waited).toHaveLength(1)
      expect(rules(town)).toHaveLength(12)
    } finally {
      await program.close()
    }
  })
})

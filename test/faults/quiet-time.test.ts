import { afterEach, describe, expect } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { openProgram } from '../../src-main/app/program.ts'
import { linkUp, openFleet, passphrase, rules, sync, type TestFleet } from '../support/fleet.ts'
import { scenario } from './extent.ts'

const count = 60
const quietMs = 4_000

let fleet: TestFleet
afterEach(() => fleet.close())

describe('an item of which nobody knows whether it arrived', () => {
  scenario('waits for its quiet time by itself: everything else goes out at once', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: count }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    town.double.faults.add({ kind: 'cut', match: { method: 'PUT', nth: 10 } })
    const first = await sync(fleet.program, linkId)
    expect(first.state).toBe('stopped')
    const before = rules(town).length
    expect(before).toBeLessThan(count)
    await fleet.program.close()

    const program = await openProgram({
      ...{ dataDirectory: fleet.dataDirectory, startedBy: 'terminal', passphrase: async () => passphrase },
      ...{ preferVault: true, quietMs }
    })
    try {
      const start = performance.now()
      await program.call('runs.resume', { runId: first.id })
      while (rules(town).length < count - 1) {
        expect(performance.now() - start).toBeLessThan(quietMs)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
      expect(performance.now() - start).toBeLessThan(quietMs / 2)
      const ended = await runEnded(program, first.id)
      expect(ended).toMatchObject({ state: 'done', sent: count, counts: { failed: 0 } })
      expect(rules(town)).toHaveLength(count)
    } finally {
      await program.close()
    }
  })
})

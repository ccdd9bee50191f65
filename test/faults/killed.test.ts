import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { linkUp, openFleet, rules, ruleText, type TestFleet, type TestSite } from '../support/fleet.ts'

const worker = join(import.meta.dirname, '../support/run-worker.ts')
const count = 60

let fleet: TestFleet
afterEach(() => fleet.close())

function pushes({ double }: TestSite): { id: string; status: number }[] {
  return double.log.requests.filter(({ method, face }) => method === 'PUT' && face === 'sync')
}

async function killAfter(child: ChildProcess, enough: () => boolean): Promise<void> {
  while (!enough() && child.exitCode === null) await new Promise(resolve => setTimeout(resolve, 5))
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('a run whose program is killed', () => {
  // Early, in the middle, and near the end; each with requests on their way.
  it.each([1, 17, 31, 50])(
    'after %i pushes: resume finishes it, and sends nothing twice that was confirmed',
    async seen => {
      fleet = await openFleet([
        { name: 'Portal', rewriteRules: count },
        { name: 'Town', rewriteRules: 3 }
      ])
      const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
      const originals = rules(town).map(ruleText)
      const linkId = await linkUp(fleet.program, portal.id, town.id)
      await fleet.program.close()
      town.double.faults.latency(40)
      town.double.log.clear()

      const child = spawn(process.execPath, [worker, fleet.dataDirectory, linkId], { stdio: 'pipe' })
      await killAfter(child, () => pushes(town).length >= seen)
      // What was on its way ends on the site, whoever is there to hear it.
      await new Promise(resolve => setTimeout(resolve, 200))
      const arrived = town.double.admin
        .rows('core_module_sync_id_mapping')
        .filter(row => row['foreign_host'] === 'portal.example').length
      expect(arrived).toBeGreaterThanOrEqual(Math.min(seen - 4, 0))
      expect(arrived).toBeLessThan(count)

      town.double.faults.latency(0)
      town.double.log.clear()
      const program = await fleet.reopen()
      const [run] = await program.call('runs.list', { linkId })
      expect(run?.state).toBe('interrupted')
      await program.call('runs.resume', { runId: run!.id })
      const ended = await runEnded(program, run!.id)

      expect(ended).toMatchObject({ state: 'done', counts: { create: count, failed: 0 }, sent: count })
      expect(pushes(town)).toHaveLength(count - arrived)
      expect(rules(town).slice(0, 3).map(ruleText)).toEqual(originals)
      expect(rules(town).slice(3).map(ruleText).sort()).toEqual(rules(portal).map(ruleText).sort())
      const [drift] = await program.call('drift.check', { linkIds: [linkId] })
      expect(drift).toMatchObject({ drifted: false, counts: { unchanged: count } })
    }
  )
})

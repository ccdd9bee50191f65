import { afterEach, describe, expect, it } from 'vitest'
import { linkUp, openFleet, rules, sync, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

describe('a push that gets no answer', () => {
  it.each(['cut', 'lost-answer'] as const)(
    '(%s) is settled by the same run: sent once more where it did not arrive',
    async kind => {
      fleet = await openFleet([{ name: 'Portal', rewriteRules: 6 }, { name: 'Town' }])
      const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
      const linkId = await linkUp(fleet.program, portal.id, town.id)
      town.double.faults.add({ kind, match: { method: 'PUT', pathIncludes: '/RewriteRule/4?' } })
      const run = await sync(fleet.program, linkId)
      const ended = run.state === 'done' ? run : await resumed(run.id)
      expect(ended).toMatchObject({ state: 'done', counts: { create: 6, failed: 0 }, sent: 6 })
      expect(rules(town)).toHaveLength(6)
    }
  )
})

async function resumed(runId: string) {
  await fleet.program.call('runs.resume', { runId })
  const state = async (): Promise<string> => (await fleet.program.call('runs.show', { runId })).state
  await expect.poll(state, { timeout: 20_000 }).toBe('done')
  return fleet.program.call('runs.show', { runId })
}

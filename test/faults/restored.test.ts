import { describe, expect } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { apply, linkUp } from '../support/fleet.ts'
import { bedFor } from './bed.ts'
import { rulesInStep } from './beds.ts'
import { addRule, editRule, removeRule } from './edits.ts'
import { scenario } from './extent.ts'

const inStep = rulesInStep()

const bareSites = bedFor(
  [
    { name: 'Portal', rewriteRules: 6 },
    { name: 'Town', rewriteRules: 2 }
  ],
  async () => []
)

describe('a site that is not what it was', () => {
  scenario('a replica restored from an old backup asks, and is brought up again', async chance => {
    const bed = await inStep()
    const old = bed.replica.double.snapshot()
    for (let more = 0; more < 4; more++) addRule(bed.primary, `later-${more}`)
    const edited = 1 + chance.below(10)
    editRule(bed.primary, edited, 700)
    removeRule(bed.primary, 11)
    await bed.untilInStep()
    bed.replica.double.restore(old)
    // The ids that the lost entities had are given out again, to something of the replica's own.
    const own = addRule(bed.replica, 'own-after-the-restore')
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'waiting', reason: { code: 'needs-confirmation' }, sent: 0 })
    await bed.program.call('runs.confirm', { runId: run.id })
    expect(await runEnded(bed.program, run.id)).toMatchObject({ counts: { create: 4, conflict: 1 } })
    await bed.program.call('conflicts.resolve', { runId: run.id, winner: 'primary' })
    expect((await runEnded(bed.program, run.id)).state).toBe('done')
    await bed.untilInStep()
    const kept = bed.replica.double.admin.rows('core_rewrite_rule').find(({ id }) => id === own)
    expect(kept?.['regular_expression']).toBe('/^own-after-the-restore$/')
    removeRule(bed.replica, own)
    await bed.expectAllIsWell()
  })

  scenario('a primary restored from an old backup takes back only what is really gone', async () => {
    const bed = await inStep()
    const old = bed.primary.double.snapshot()
    for (let more = 0; more < 4; more++) addRule(bed.primary, `later-${more}`)
    editRule(bed.primary, 3, 700)
    await bed.untilInStep()
    bed.primary.double.restore(old)
    // An id that is given out again means something else now.
    addRule(bed.primary, 'another-after-the-restore')
    await bed.untilInStep()
    await bed.expectAllIsWell()
  })

  scenario('another site behind the same address is not written to', async () => {
    const bed = await inStep()
    const { double } = bed.replica
    const snapshot = double.snapshot()
    for (const row of double.admin.rows('core_module_sync_id_mapping')) {
      if (row['foreign_host'] === 'rexxfleet.invalid')
        double.admin.sql({ delete: 'core_module_sync_id_mapping', where: { id: row['id']! } })
    }
    addRule(bed.primary, 'later')
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'stopped', reason: { code: 'site-marker-differs' }, sent: 0 })
    double.restore(snapshot)
    expect((await bed.finish(run)).state).toBe('done')
    await bed.expectAllIsWell()
  })

  scenario('a management key that was taken away stops the run before anything is written', async () => {
    const bed = await inStep()
    const { double } = bed.replica
    const snapshot = double.snapshot()
    for (const row of double.admin.rows('core_module_data_access_data_access_apikey'))
      double.admin.sql({ delete: 'core_module_data_access_data_access_apikey', where: { id: row['id']! } })
    editRule(bed.primary, 2, 44)
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'stopped', reason: { code: 'site-refused' }, sent: 0 })
    double.restore(snapshot)
    expect((await bed.finish(run)).state).toBe('done')
    await bed.expectAllIsWell()
  })

  scenario('a primary that is known under two names asks before it is sent a second time (F38)', async () => {
    const bed = await bareSites()
    const [portal, town] = [bed.primary, bed.replica]
    const program = bed.program
    const linkId = await linkUp(program, portal.id, town.id)
    for (const run of await program.call('runs.start', { linkIds: [linkId] })) await runEnded(program, run.id)
    const plan = await program.call('links.planDeregister', { linkId, keepData: true })
    expect((await apply(program, plan.id)).failure).toBeNull()
    // What stands on the replica was sent under the name that the site has configured.
    for (const row of town.double.admin.rows('core_module_sync_id_mapping')) {
      if (row['foreign_host'] !== 'portal.example') continue
      const set = { foreign_host: 'www.portal.example' }
      town.double.admin.sql({ update: 'core_module_sync_id_mapping', set, where: { id: row['id']! } })
    }
    const rules = (): number => town.double.admin.rows('core_rewrite_rule').length
    const before = rules()
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'] }
    const again = await program.call('links.plan', wish)
    expect(again.notices?.map(({ kind, severity }) => [kind, severity])).toContainEqual([
      'sender-name-differs',
      'ask'
    ])
    expect(await program.invoke('workflows.apply', { workflowId: again.id })).toMatchObject({ ok: false })
    expect(rules()).toBe(before)
    await bed.expectAllIsWell()
  })
})

import { describe, expect } from 'vitest'
import { calendarToSync, rulesInStep, rulesToSync } from './beds.ts'
import { editRule, emptyTables } from './edits.ts'
import { extent, scenario } from './extent.ts'
import { isList, isListOf, isListOfMappings, spoil } from './spoil.ts'

const toSync = rulesToSync()
const inStep = rulesInStep()
const calendar = calendarToSync(8)
const rounds = extent(1, 5)

const rows = (bed: Awaited<ReturnType<typeof inStep>>): number =>
  bed.replica.double.admin.rows('core_rewrite_rule').length

describe('a list that does not say all', () => {
  for (let round = 1; round <= rounds; round++) {
    scenario(`pages that end early are not taken for the end (${round})`, async chance => {
      const bed = await toSync()
      for (const site of bed.fleet.sites) {
        const keep = 1 + chance.below(8)
        spoil(site, { kind: 'short-page', keep }, chance, { share: 0.5, most: 4, fits: isList })
      }
      expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: 20, update: 6, delete: 2 } })
      await bed.expectAllIsWell()
    })
  }

  scenario('an empty page of the primary with 200 removes nothing', async chance => {
    const bed = await inStep()
    const before = rows(bed)
    spoil(bed.primary, { kind: 'empty' }, chance, { share: 1, most: 20, fits: isListOf('RewriteRule') })
    expect(await bed.run()).toMatchObject({
      state: 'waiting',
      reason: { code: 'removals-need-confirmation' }
    })
    // Not even where somebody allows it: each entity is asked for by its id.
    expect(await bed.run({ allowRemovals: 100 })).toMatchObject({ sent: 0 })
    expect(rows(bed)).toBe(before)
    bed.primary.double.faults.clear()
    await bed.untilInStep()
    await bed.expectAllIsWell()
  })

  scenario('an empty page of mappings overwrites nothing that was edited on the replica', async chance => {
    const bed = await inStep()
    editRule(bed.replica, 4, 999)
    spoil(bed.replica, { kind: 'empty' }, chance, {
      share: 1,
      most: 1,
      fits: isListOfMappings
    })
    await bed.finish(await bed.run())
    bed.replica.double.faults.clear()
    expect(bed.replica.double.admin.rows('core_rewrite_rule').map(row => row['order_no'])).toContain(999)
    expect((await bed.run()).counts.conflict).toBe(1)
    await bed.expectAllIsWell({ reported: 1 })
  })

  scenario('an empty page of the replica does not send again what is there', async chance => {
    const bed = await inStep()
    spoil(bed.replica, { kind: 'empty' }, chance, { share: 1, most: 1, fits: isListOf('RewriteRule') })
    await bed.finish(await bed.run())
    bed.replica.double.faults.clear()
    await bed.untilInStep()
    await bed.expectAllIsWell()
  })

  scenario('a primary that comes back with an empty database empties no replica', async () => {
    const bed = await inStep()
    const snapshot = bed.primary.double.snapshot()
    emptyTables(bed.primary, ['core_rewrite_rule'])
    expect(await bed.run()).toMatchObject({
      state: 'waiting',
      reason: { code: 'removals-need-confirmation' }
    })
    expect(await bed.run({ allowRemovals: 11 })).toMatchObject({ state: 'waiting', sent: 0 })
    await bed.expectAllIsWell({ reported: 12 })
    bed.primary.double.restore(snapshot)
    await bed.untilInStep()
    await bed.expectAllIsWell()
  })

  scenario('a calendar of 8 events whose primary turns empty stays on the replica', async () => {
    const bed = await calendar()
    await bed.untilInStep()
    const snapshot = bed.primary.double.snapshot()
    const tables = Object.keys(snapshot.tables).filter(name => name.startsWith('module_calendar_'))
    emptyTables(bed.primary, tables)
    const events = (): number => bed.replica.double.admin.rows('module_calendar_event').length
    const before = events()
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'waiting', reason: { code: 'removals-need-confirmation' }, sent: 0 })
    expect(events()).toBe(before)
    await bed.expectAllIsWell({ reported: run.counts.delete })
    bed.primary.double.restore(snapshot)
    await bed.untilInStep()
    await bed.expectAllIsWell()
  })
})

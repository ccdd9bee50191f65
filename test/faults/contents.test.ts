import { describe, expect } from 'vitest'
import type { Row } from '../../src-main/demo/site-double.ts'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { apply, linkUp, openFleet, type TestSite } from '../support/fleet.ts'
import { expectAllIsWell, originalsOf } from './agreement/all-is-well.ts'
import { calendarToSync, rulesInStep } from './beds.ts'
import { addRule } from './edits.ts'
import { extent, full, scenario } from './extent.ts'
import { isPush, spoil } from './spoil.ts'

const rules = rulesInStep(6)
const calendar = calendarToSync(3)

const largestId = 2 ** 31 - 1

/** Values that this site can hold, whatever another one can. */
function give({ double }: TestSite, table: string, where: Row, values: Row): void {
  const snapshot = structuredClone(double.snapshot())
  const fits = (row: Row): boolean => Object.entries(where).every(([name, value]) => row[name] === value)
  Object.assign(snapshot.tables[table]!.rows.find(fits)!, values)
  double.restore(snapshot)
}

const firstText = (site: TestSite): Row => {
  const { event_id, lang_id } = site.double.admin.rows('module_calendar_event_field')[0]!
  return { event_id: event_id!, lang_id: lang_id! }
}

describe('contents that are hard to carry', () => {
  scenario('a value of 5 MB arrives as it is, also where its answer is lost', async chance => {
    const bed = await calendar()
    const description = 'Ä long description. '.repeat(250_000)
    give(bed.primary, 'module_calendar_event_field', firstText(bed.primary), { description })
    const fits = (method: string, path: string): boolean =>
      isPush(method, path) && path.includes('calendar-eventfield')
    spoil(bed.replica, { kind: 'lost-answer' }, chance, { share: 0.5, most: 2, fits })
    await bed.finish(await bed.run())
    bed.replica.double.faults.clear()
    await bed.untilInStep()
    const longest = bed.replica.double.admin
      .rows('module_calendar_event_field')
      .reduce((most, row) => Math.max(most, String(row['description']).length), 0)
    expect(longest).toBe(description.length)
    await bed.expectAllIsWell()
  })

  scenario(
    'what a site stores less of than it is sent is reported, and not sent for ever (F37)',
    async () => {
      const bed = await rules()
      const values: readonly Row[] = [
        { regular_expression: '/^smile-😀-and-👩‍👩‍👧$/' },
        { regular_expression: `/^${'long-'.repeat(70)}$/` },
        { order_no: 99_999_999_999 }
      ]
      for (const [at, row] of values.entries()) give(bed.primary, 'core_rewrite_rule', { id: at + 1 }, row)
      const run = await bed.run()
      expect(run.counts).toMatchObject({ update: 3, failed: 0, conflict: 0 })
      bed.replica.double.log.clear()
      expect(await bed.run()).toMatchObject({ state: 'done', sent: 0 })
      const pushes = bed.replica.double.log.requests.filter(({ face }) => face === 'sync')
      expect(pushes).toEqual([])
      await bed.expectAllIsWell({ reported: 3 })
      // As soon as it fits, it arrives.
      for (const [at] of values.entries())
        give(
          bed.primary,
          'core_rewrite_rule',
          { id: at + 1 },
          { regular_expression: `/^fits-${at}$/`, order_no: 1 }
        )
      expect(await bed.run()).toMatchObject({ state: 'done', counts: { update: 3 } })
      const texts = bed.replica.double.admin.rows('core_rewrite_rule').map(row => row['regular_expression'])
      for (const [at] of values.entries()) expect(texts).toContain(`/^fits-${at}$/`)
    }
  )

  for (const side of ['primary', 'replica'] as const)
    scenario(
      `a text that is no UTF-8 on the ${side} stops the run, which says where, and touches nothing`,
      async () => {
        const bed = await rules()
        const table = 'core_rewrite_rule'
        const before = bed.replica.double.admin.rows(table)
        const { id, regular_expression } = bed[side].double.admin.rows(table).at(-1)!
        const spoil = (text: string): void =>
          give(bed[side], table, { id: id! }, { regular_expression: text })
        spoil('#^/caf\ud800$#')
        // Asked for by its id, such a record is answered with nothing as well: it must not count as gone.
        const run = await bed.run({ allowRemovals: 100 })
        expect(run).toMatchObject({ state: 'stopped', sent: 0, reason: { code: 'site-answer-empty' } })
        expect(run.reason!.message).toMatch(/'RewriteRule'.* UTF-8/)
        const drift = await bed.program.call('drift.check', { linkIds: [bed.linkId] })
        expect(drift).toMatchObject([{ error: { code: 'site-answer-empty' } }])
        spoil(String(regular_expression))
        expect(bed.replica.double.admin.rows(table)).toEqual(before)
        await bed.finish(run)
        await bed.untilInStep()
        await bed.expectAllIsWell()
      }
    )

  scenario('texts in every script, and every mark that means something on the way', async () => {
    const bed = await rules()
    for (const name of [
      'Zürich',
      'Ελλάδα',
      'Москва',
      '日本',
      'עברית',
      'a&b=c;d+e%20',
      '"\'<b>',
      '[x]{y}',
      'tab\tend'
    ])
      addRule(bed.primary, name)
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: 9, failed: 0 } })
    await bed.expectAllIsWell()
  })

  scenario('ids up to 2³¹ − 1', async () => {
    const bed = await rules()
    const rule = (id: number): Row => ({
      ...{
        id,
        regular_expression: `/^id-${id}$/`,
        order_no: 1,
        rewrite_status_code: '301',
        continue_on_match: 0
      }
    })
    const { admin } = bed.primary.double
    for (const id of [largestId - 7, largestId - 1, largestId])
      admin.sql({ insert: 'core_rewrite_rule', row: rule(id) })
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: 3, failed: 0 } })
    expect(await bed.run()).toMatchObject({ state: 'done', sent: 0 })
    await bed.expectAllIsWell()
  })

  const children = extent(60, 1_000)
  scenario(`a parent that fails keeps its ${children} children here, and they follow it later`, async () => {
    const bed = await calendar()
    const { admin } = bed.primary.double
    const form = admin.sql({
      insert: 'module_calendar_registration_form',
      row: { status: 1, order: 9, title: 'a form with many fields' }
    })
    for (let order = 0; order < children; order++) {
      const row = { form, type: 'inputtext', required: 0, order, affiliation: 'form' }
      admin.sql({ insert: 'module_calendar_registration_form_field', row })
    }
    const pathIncludes = `/calendar-registrationform/${form}?`
    const refusal = {
      kind: 'status',
      status: 400,
      match: { method: 'PUT', pathIncludes },
      times: Infinity
    } as const
    bed.replica.double.faults.add(refusal)
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'partly', counts: { failed: 1, blocked: children } })
    await bed.expectAllIsWell({ reported: 1 + children })
    bed.replica.double.faults.clear()
    await bed.untilInStep()
    await bed.expectAllIsWell()
  })

  const many = full ? 1_000_000 : 20_000
  scenario(
    `a model of ${many} entities is listed without being held, and what is chosen of it is sent`,
    async chance => {
      const fleet = await openFleet([{ name: 'Portal' }, { name: 'Town', rewriteRules: 3 }])
      try {
        const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
        const originals = new Map([[town.id, originalsOf(town)]])
        portal.double.admin.seed({ lazyRewriteRules: many })
        const whole = await linkUp(fleet.program, portal.id, town.id)
        const drift = await fleet.program.call('drift.check', { linkIds: [whole] })
        expect(drift[0]).toMatchObject({ error: null, counts: { create: many, delete: 0, blocked: 0 } })
        const plan = await fleet.program.call('links.planDeregister', { linkId: whole })
        expect((await apply(fleet.program, plan.id)).failure).toBeNull()
        const ids = Array.from({ length: 20 }, () => String(1 + chance.below(many)))
        const chosen = [...new Set([...ids, '1', String(many)])]
        const wish = { primaryId: portal.id, replicaId: town.id, models: ['RewriteRule'], ids: chosen }
        const few = await fleet.program.call('links.plan', wish)
        expect((await apply(fleet.program, few.id)).failure).toBeNull()
        const [run] = await fleet.program.call('runs.start', { linkIds: [few.linkId!] })
        const ended = await runEnded(fleet.program, run!.id)
        expect(ended).toMatchObject({ state: 'done', counts: { create: chosen.length } })
        await expectAllIsWell(fleet, originals)
      } finally {
        await fleet.close()
      }
    }
  )
})

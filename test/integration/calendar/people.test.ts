import { afterEach, expect, it } from 'vitest'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { apply, openFleet, stateOf, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const rows = (site: TestSite, table: string): Row[] => site.double.admin.rows(`module_calendar_${table}`)

/** Who registered, and what each of them answered to which question, without any id of either site. */
function answers(site: TestSite, registrations: readonly Row[]): string[] {
  const names = rows(site, 'registration_form_field_name').filter(row => row['lang_id'] === 1)
  const questions = new Map(names.map(row => [row['field_id'], row['name']]))
  const values = rows(site, 'registration_form_field_value')
  return registrations
    .map(({ id, submission_date: submitted }) => {
      const own = values.filter(row => row['reg_id'] === id)
      return [
        submitted,
        ...own.map(row => `${questions.get(row['field_id']!)}: ${row['value']}`).sort()
      ].join()
    })
    .sort()
}

/** Registrations for an event that is gone, and those for one that is there. */
function byEvent(site: TestSite): [orphans: Row[], whole: Row[]] {
  const events = new Set(rows(site, 'event').map(({ id }) => id))
  const all = rows(site, 'registration')
  const hasEvent = (row: Row): boolean => events.has(row['event_id']!)
  return [all.filter(row => !hasEvent(row)), all.filter(hasEvent)]
}

function valuesOfOrphans(site: TestSite): number {
  const orphans = new Set(byEvent(site)[0].map(({ id }) => id))
  return rows(site, 'registration_form_field_value').filter(row => orphans.has(row['reg_id']!)).length
}

it('registrations with their values arrive with the ids of the replica where they are chosen, beside its own', async () => {
  fleet = await openFleet([
    { name: 'Portal', events: 9 },
    { name: 'Town', events: 6 }
  ])
  const [portal, town] = fleet.sites as [TestSite, TestSite]
  const own = rows(town, 'registration')
  const ownAnswers = answers(town, own)
  // A fresh installation has registrations for an event that it has not: nobody can send those.
  const [orphans, whole] = byEvent(portal)
  expect(whole.length).toBeGreaterThan(2)
  const before = stateOf(town)
  const plan = await fleet.program.call('links.plan', {
    primaryId: portal.id,
    replicaId: town.id,
    models: ['calendar-event', 'calendar-registration', 'calendar-registrationformfieldvalue']
  })
  expect(plan.notices?.find(({ kind }) => kind === 'about-people')).toMatchObject({
    severity: 'warn',
    evidence: { models: expect.arrayContaining(['calendar-registration']) }
  })
  expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied' })
  const run = await sync(fleet.program, plan.linkId!, { confirmOverwrites: true })
  expect(run.counts).toMatchObject({ failed: orphans.length, blocked: valuesOfOrphans(portal), conflict: 0 })

  const ownIds = new Set(own.map(({ id }) => id))
  const arrived = rows(town, 'registration').filter(({ id }) => !ownIds.has(id))
  expect(answers(town, arrived)).toEqual(answers(portal, whole))
  expect(answers(town, own)).toEqual(ownAnswers)
  const again = await sync(fleet.program, plan.linkId!)
  expect(again).toMatchObject({ sent: 0, counts: { update: 0, failed: orphans.length, conflict: 0 } })

  const gone = await fleet.program.call('links.planDeregister', { linkId: plan.linkId! })
  await apply(fleet.program, gone.id, 'Town')
  expect(stateOf(town)).toEqual(before)
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { apply, openFleet, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { examineSite } from './bed.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite

const mails = (site: TestSite): Row[] => site.double.admin.rows('module_calendar_mail')
const about = ['entity-unmapped', 'entity-sent-back', 'twins-disagree', 'mapping-dead', 'mapping-doubled']

/** In the town German has the id 3; on the portal it has the id 1. */
beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', events: 2 }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  for (const table of ['event_field', 'category_name', 'registration_form_field_name'])
    town.double.admin.sql({
      update: `module_calendar_${table}`,
      set: { lang_id: 3 },
      where: { lang_id: 1 }
    })
  for (const { id } of town.double.admin.rows('module_calendar_event'))
    town.double.admin.sql({ update: 'module_calendar_event', set: { show_in: '3,2' }, where: { id: id! } })
})
afterEach(() => fleet.close())

async function link(models: string[], bothWays: boolean): Promise<string> {
  const plan = await fleet.program.call('links.plan', {
    primaryId: portal.id,
    replicaId: town.id,
    publish: false,
    models,
    bothWays,
    languages: { '1': '3' }
  })
  expect((await apply(fleet.program, plan.id)).failure).toBeNull()
  return plan.linkId!
}

/** Categories themselves name no language, and those of two fresh sites are alike. */
async function found(site: TestSite): Promise<unknown[]> {
  const { findings } = await examineSite(fleet.program, site)
  return findings
    .filter(({ kind, evidence }) => about.includes(kind) && evidence['model'] !== 'calendar-category')
    .map(({ kind, evidence }) => ({ kind, ...evidence }))
}

describe('the doctor of a link with other language ids', () => {
  it('finds a copy by what it holds in the replica’s languages, and none in what only has the same number', async () => {
    const linkId = await link(['calendar-mail'], false)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    // The town has templates of its own that read the same: for a language that has the portal's number there, and is another one.
    expect(mails(portal)[0]).toMatchObject({ lang_id: 1 })
    expect(mails(town)[0]).toEqual(mails(portal)[0])
    expect(await found(town)).toEqual([])
    const arrived = mails(town).findLast(row => row['lang_id'] === 3)!
    const { id: _id, ...copy } = arrived
    const id = town.double.admin.sql({ insert: 'module_calendar_mail', row: copy })
    expect(await found(town)).toEqual([
      {
        kind: 'entity-unmapped',
        primary: 'Portal',
        model: 'calendar-mail',
        copies: 1,
        notSentYet: 0,
        adoptable: 0,
        localIds: [String(id)]
      }
    ])
  })

  it('finds nothing wrong with a pair that is in step, on either side', async () => {
    const linkId = await link(['calendar-event'], true)
    for (let twice = 0; twice < 2; twice++) {
      const runs = await fleet.program.call('runs.start', { linkIds: [linkId] })
      for (const { id } of runs) expect((await runEnded(fleet.program, id)).state).toBe('done')
    }
    expect([await found(portal), await found(town)]).toEqual([[], []])
  })
})

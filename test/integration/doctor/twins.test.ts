import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import {
  apply,
  linkUp,
  openFleet,
  rewriteRule,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'
import { differences } from '../../faults/workflows/likeness.ts'
import { effects, find, mend, undo } from './bed.ts'

const mappings = 'core_module_sync_id_mapping'
let fleet: TestFleet
let portal: TestSite
let town: TestSite
afterEach(() => fleet.close())

async function twoSites(): Promise<void> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
}

const php = (id: number): string => `s:${String(id).length}:"${id}";`
function addMapping(site: TestSite, sender: string, foreign: number, local: number): void {
  const row = {
    foreign_host: sender,
    entity_type: rewriteRule,
    foreign_id: `a:1:{i:0;${php(foreign)}}`,
    local_id: `a:1:{s:2:"id";${php(local)}}`
  }
  site.double.admin.sql({ insert: mappings, row })
}
const pairs = (site: TestSite): string[] =>
  site.double.admin
    .rows(mappings)
    .filter(row => row['entity_type'] === rewriteRule)
    .map(row => [row['foreign_id'], row['local_id']].map(text => /"(\d+)"/.exec(String(text))![1]).join('-'))

describe('mappings that pair different entities', () => {
  it('follow the side on which Rexxfleet agreed; and back', async () => {
    await twoSites()
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    addMapping(portal, 'town.example', 2, 1)
    expect(await find(fleet.program, portal, 'twins-disagree')).toMatchObject({
      severity: 'error',
      mendable: true,
      evidence: { why: 'other-pairs', localIds: ['1'] }
    })
    const before = stateOf(portal)
    const mended = await mend(fleet.program, portal, 'twins-disagree')
    expect(effects(mended)).toEqual([
      { act: 'update', what: 'mapping', name: 'RewriteRule', count: 1, why: 'to-its-counterpart' }
    ])
    expect(pairs(portal)).toEqual(['2-2'])
    await undo(fleet.program, mended)
    expect(stateOf(portal)).toEqual(before)
  })

  it('follow the side that a person names, where Rexxfleet never agreed on them', async () => {
    await twoSites()
    await linkUp(fleet.program, portal.id, town.id)
    for (const [foreign, local] of [
      [1, 10],
      [2, 20]
    ] as const) {
      // prettier-ignore
      addRule(town, local)
      addMapping(town, 'portal.example', foreign, local)
    }
    addMapping(portal, 'town.example', 10, 2)
    addMapping(portal, 'town.example', 20, 1)
    const finding = await find(fleet.program, portal, 'twins-disagree')
    expect(finding).toMatchObject({ choices: ['this-leads', 'other-leads'], evidence: { count: 2 } })
    const findingId = finding!.id
    expect(await fleet.program.invoke('doctor.planMend', { findingId })).toMatchObject({
      error: { code: 'mend-undecided' }
    })
    for (const [choice, site, wanted] of [
      ['this-leads', town, ['1-20', '2-10']],
      ['other-leads', portal, ['10-1', '20-2']]
    ] as const) {
      const before = [portal, town].map(stateOf)
      const plan = await fleet.program.call('doctor.planMend', { findingId, choice })
      expect([portal, town].map(stateOf)).toEqual(before)
      expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied', failure: null })
      expect(pairs(site)).toEqual(wanted)
      expect(await find(fleet.program, portal, 'twins-disagree')).toBeNull()
      await undo(fleet.program, plan)
      expect([portal, town].map(stateOf)).toEqual(before)
    }
  })

  it('lead nowhere that is not there', async () => {
    await twoSites()
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    await sync(fleet.program, linkId)
    addMapping(portal, 'town.example', 2, 1)
    const finding = await find(fleet.program, portal, 'twins-disagree')
    const plan = await fleet.program.call('doctor.planMend', { findingId: finding!.id })
    portal.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 2 } })
    expect(await apply(fleet.program, plan.id)).toMatchObject({ failure: { code: 'plan-outdated' } })
    expect(pairs(portal)).toEqual(['2-1'])
  })
})

const snapshots = () => [portal, town].map(({ double }) => double.snapshot())

describe('two links that were one', () => {
  /** A pair in step; then its records are as an older backup of Rexxfleet may have them. */
  async function pairWith(sql: string, models = ['RewriteRule']): Promise<{ there: string; back: string }> {
    await twoSites()
    const wish = { primaryId: portal.id, replicaId: town.id, models, bothWays: true }
    const plan = await fleet.program.call('links.plan', wish)
    expect((await apply(fleet.program, plan.id)).failure).toBeNull()
    for (const run of await fleet.program.call('runs.start', { linkIds: [plan.linkId!] }))
      expect((await runEnded(fleet.program, run.id)).state).toBe('done')
    const links = await fleet.program.call('links.list', {})
    const there = plan.linkId!
    const back = links.find(({ id }) => id !== there)!.id
    await fleet.program.close()
    const database = new Database(join(fleet.dataDirectory, 'rexxfleet.db'))
    database.exec(sql.replaceAll('$there', `'${there}'`).replaceAll('$back', `'${back}'`))
    database.close()
    await fleet.reopen()
    return { there, back }
  }
  const twins = async (): Promise<Record<string, string | null>> =>
    Object.fromEntries((await fleet.program.call('links.list', {})).map(({ id, twinId }) => [id, twinId]))

  it.each([
    ['not-mutual', 'UPDATE links SET twin_id = NULL WHERE id = $back'],
    ['twin-gone', `UPDATE links SET twin_id = 'gone' WHERE id = $there`]
  ])('know each other again: %s; and back', async (why, sql) => {
    const { there, back } = await pairWith(sql)
    const before = [await twins(), stateOf(portal), stateOf(town)]
    const finding = await find(fleet.program, town, 'twins-disagree')
    expect(finding).toMatchObject({ linkId: there, mendable: true, choices: [], evidence: { why } })
    const mended = await mend(fleet.program, town, 'twins-disagree')
    expect(await twins()).toEqual({ [there]: back, [back]: there })
    await undo(fleet.program, mended)
    expect([await twins(), stateOf(portal), stateOf(town)]).toEqual(before)
  })

  it('goes one way where there is no way back any more', async () => {
    const { there } = await pairWith(`DELETE FROM links WHERE id = $back`)
    await mend(fleet.program, town, 'twins-disagree')
    expect(await twins()).toEqual({ [there]: null })
  })

  it('carry what the one does that a person names; and back', async () => {
    const { there, back } = await pairWith(
      `UPDATE links SET models = json_array(json_extract(models, '$[0]')) WHERE id = $back`,
      ['calendar-mail', 'RewriteRule']
    )
    const models = async (): Promise<unknown> =>
      Object.fromEntries(
        (await fleet.program.call('links.list', {})).map(link => [
          link.id,
          link.models.map(({ shortName }) => shortName).sort()
        ])
      )
    const both = ['RewriteRule', 'calendar-mail']
    const [before, known] = [snapshots(), (await models()) as Record<string, string[]>]
    const one = known[back]!
    expect(known).toEqual({ [there]: both, [back]: [one[0]] })
    const finding = await find(fleet.program, town, 'twins-disagree')
    expect(finding).toMatchObject({ linkId: there, evidence: { why: 'other-models', otherModels: one } })
    const wishes = [
      ['this-leads', both],
      ['other-leads', one]
    ] as const
    for (const [choice, wanted] of wishes) {
      const follow = await fleet.program.call('doctor.planMend', { findingId: finding!.id, choice })
      expect((await apply(fleet.program, follow.id)).failure).toBeNull()
      expect(await models()).toEqual({ [there]: wanted, [back]: wanted })
      expect(await find(fleet.program, town, 'twins-disagree')).toBeNull()
      await undo(fleet.program, follow)
      expect(differences(snapshots(), before)).toEqual({})
      expect(await models()).toEqual(known)
    }
  })

  it('are delivered as the one that a person names; and back', async () => {
    const { there, back } = await pairWith(`UPDATE links SET delivery = 'compare' WHERE id = $there`)
    const deliveries = async (): Promise<unknown> =>
      Object.fromEntries(
        (await fleet.program.call('links.list', {})).map(({ id, delivery }) => [id, delivery])
      )
    const plan = await fleet.program.call('links.planEdit', { linkId: there, delivery: 'queue' })
    expect((await apply(fleet.program, plan.id)).failure).toBeNull()
    await fleet.program.close()
    const database = new Database(join(fleet.dataDirectory, 'rexxfleet.db'))
    database.exec(`UPDATE links SET delivery = 'compare' WHERE id = '${back}'`)
    database.close()
    await fleet.reopen()
    const finding = await find(fleet.program, town, 'twins-disagree')
    expect(finding).toMatchObject({
      linkId: there,
      choices: ['this-leads', 'other-leads'],
      evidence: { why: 'other-delivery', delivery: 'queue', otherDelivery: 'compare' }
    })
    const findingId = finding!.id
    expect(await fleet.program.invoke('doctor.planMend', { findingId })).toMatchObject({
      error: { code: 'mend-undecided' }
    })
    for (const [choice, delivery] of [
      ['this-leads', 'queue'],
      ['other-leads', 'compare']
    ] as const) {
      // prettier-ignore
      const before = snapshots()
      const follow = await fleet.program.call('doctor.planMend', { findingId, choice })
      expect(follow.kind).toBe('edit-link')
      expect((await apply(fleet.program, follow.id)).failure).toBeNull()
      expect(await deliveries()).toEqual({ [there]: delivery, [back]: delivery })
      expect(await find(fleet.program, town, 'twins-disagree')).toBeNull()
      await undo(fleet.program, follow)
      // Rows that came back have other ids.
      expect(differences(snapshots(), before)).toEqual({})
      expect(await deliveries()).toEqual({ [there]: 'queue', [back]: 'compare' })
    }
  })
})

function addRule(site: TestSite, id: number): void {
  const like = portal.double.admin.rows('core_rewrite_rule')[0]!
  site.double.admin.sql({ insert: 'core_rewrite_rule', row: { ...like, id } })
}

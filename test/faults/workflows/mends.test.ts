import type { Program } from '../../../src-main/contract/door.ts'
import type { FindingKind } from '../../../src-main/core/doctor/finding.ts'
import { ownReplication, ownSync } from '../../integration/doctor/own-push.ts'
import { rewriteRule, rules, type TestFleet, type TestSite, type WantedSite } from '../../support/fleet.ts'
import { ofPlan, type Journey } from './journey.ts'
import { linked } from './linked.ts'
import { proveAll } from './prove.ts'

const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'
const mail = `${calendar}Mail`
const two: WantedSite[] = [{ name: 'Portal', rewriteRules: 4 }, { name: 'Town' }]

/** Plants a fault on one of the sites; the journey is the mend of what the doctor finds there. */
function mend(
  kind: FindingKind,
  at: 0 | 1,
  plant: (sites: readonly TestSite[], fleet: TestFleet) => Promise<void> | void
): Journey {
  return {
    name: `the mend of ${kind}`,
    sites: two,
    async begin(fleet) {
      await plant(fleet.sites, fleet)
      const findingId = await found(fleet.program, fleet.sites[at]!.id, kind)
      return ofPlan(fleet.program, program => program.call('doctor.planMend', { findingId }))
    }
  }
}

async function found(program: Program, siteId: string, kind: FindingKind): Promise<string> {
  const [examination] = await program.call('doctor.examine', { siteIds: [siteId] })
  const finding = examination!.findings.find(one => one.kind === kind)
  if (!finding) throw new Error(`${kind} is not found`)
  return finding.id
}

async function mailChanges([portal, town]: readonly TestSite[], host: Record<string, number> = {}) {
  const own = ownReplication(portal!, town!, 'calendar-mail', mail)
  const { edit, sql } = portal!.double.admin
  for (const title of ['One', 'Two'])
    await edit({ operation: 'create', model: 'calendar-mail', fields: { title } })
  if (Object.keys(host).length > 0)
    sql({ update: 'core_module_sync_host', set: host, where: { id: own.hostId } })
  return own
}

const mapping = (host: string, foreign: number, local: number) => ({
  foreign_host: host,
  entity_type: rewriteRule,
  foreign_id: `a:1:{i:0;s:${String(foreign).length}:"${foreign}";}`,
  local_id: `a:1:{s:2:"id";s:${String(local).length}:"${local}";}`
})
const inStep = (fleet: TestFleet): Promise<string> => linked(fleet, { models: ['RewriteRule'] })

proveAll([
  mend('data-source-broken', 0, () => undefined),
  mend('endpoint-hides-fields', 0, ([portal]) => {
    portal!.double.admin.sql({
      ...{ update: 'core_module_data_access', set: { field_list: 'a:1:{i:0;s:0:"";}' } },
      where: { name: 'calendar-mail' }
    })
  }),
  mend('host-stopped', 0, async sites => void (await mailChanges(sites, { state: 2 }))),
  mend('host-loses-changes', 0, async sites => void (await mailChanges(sites, { active: 0 }))),
  mend('host-would-remove', 0, async sites => {
    const { hostId } = await mailChanges(sites)
    sites[0]!.double.admin.sql({ delete: 'core_module_sync_host_entity', where: { host_id: hostId } })
  }),
  mend('related-model-missing', 0, ([portal]) => {
    portal!.double.admin.sql({ delete: 'core_module_sync', where: { id: 7 } })
    ownSync(portal!, 'calendar-event', `${calendar}Event`)
  }),
  mend('template-unsafe', 0, ([portal, town]) => {
    ownReplication(portal!, town!, 'calendar-mail', mail, { url_template: '' })
  }),
  mend('mapping-dead', 1, async ([, town], fleet) => {
    await inStep(fleet)
    for (const id of [2, 3]) town!.double.admin.sql({ delete: 'core_rewrite_rule', where: { id } })
  }),
  mend('mapping-doubled', 1, async ([, town], fleet) => {
    await inStep(fleet)
    const { sql } = town!.double.admin
    for (const [id, foreign] of [
      [98, 3],
      [99, 4]
    ] as const) {
      sql({ insert: 'core_rewrite_rule', row: { ...rules(town!)[0]!, id } })
      sql({ insert: 'core_module_sync_id_mapping', row: mapping('portal.example', foreign, id) })
    }
  }),
  mend('entity-sent-back', 0, async ([portal], fleet) => {
    await inStep(fleet)
    const { sql } = portal!.double.admin
    sql({ insert: 'core_rewrite_rule', row: { ...rules(portal!)[0]!, id: 77 } })
    sql({ insert: 'core_module_sync_id_mapping', row: mapping('town.example', 1, 77) })
  })
])

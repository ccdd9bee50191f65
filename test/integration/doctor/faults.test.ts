import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import type { FindingKind } from '../../../src-main/core/doctor/finding.ts'
import { apply, openFleet, rewriteRule, stateOf, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { find, undo } from './bed.ts'
import { ownEndpoint, ownReplication, ownSync } from './own-push.ts'

let fleet: TestFleet
let portal: TestSite
let town: TestSite
beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
})
afterEach(() => fleet.close())

const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'
const phpId = (id: number): string => `a:1:{i:0;s:1:"${id}";}`
const phpLocal = (id: number): string => `a:1:{s:2:"id";s:1:"${id}";}`

function mapping(site: TestSite, sender: string, foreign: number, local: number): void {
  site.double.admin.sql({
    insert: 'core_module_sync_id_mapping',
    row: {
      foreign_host: sender,
      entity_type: rewriteRule,
      foreign_id: phpId(foreign),
      local_id: phpLocal(local)
    }
  })
}

/** Lets Rexxfleet read the rewrite rules of the portal. */
function readable(site: TestSite): void {
  site.double.admin.sql({
    insert: 'core_module_data_access_data_access_apikey',
    row: {
      api_key_id: 1,
      data_access_id: ownEndpoint(site, 'RewriteRule', rewriteRule),
      read_only: 1
    }
  })
}

/** Each way of mending: how its defect comes about, and how many writes it takes. */
const mends: readonly [kind: FindingKind, writes: number, produce: () => void][] = [
  ['data-source-broken', 1, () => undefined],
  [
    'endpoint-hides-fields',
    1,
    () =>
      portal.double.admin.sql({
        update: 'core_module_data_access',
        set: { field_list: 'a:1:{i:0;s:0:"";}' },
        where: { id: 5 }
      })
  ],
  [
    'key-too-short',
    2,
    () => {
      const { sql } = portal.double.admin
      const api_key_id = sql({ insert: 'core_module_data_access_apikey', row: { api_key: 'short' } })
      sql({
        insert: 'core_module_data_access_data_access_apikey',
        row: { api_key_id, data_access_id: 5, read_only: 0 }
      })
    }
  ],
  ['host-would-remove', 1, () => danglingQueue()],
  [
    'change-without-receiver',
    1,
    () => {
      const hostId = danglingQueue()
      portal.double.admin.sql({ delete: 'core_module_sync_change_host', where: { host_id: hostId } })
    }
  ],
  [
    'related-model-missing',
    3,
    () => {
      const { sql } = portal.double.admin
      sql({ delete: 'core_module_sync', where: { id: 7 } })
      sql({ delete: 'core_module_data_access', where: { id: 7 } })
      sql({ delete: 'core_data_source', where: { id: 7 } })
      ownSync(portal, 'calendar-event', `${calendar}Event`)
    }
  ],
  [
    'mapping-dead',
    2,
    () => {
      readable(portal)
      for (const [foreign, local] of [
        [1, 1],
        [2, 8],
        [3, 9]
      ] as const)
        mapping(portal, 'town.example', foreign, local)
    }
  ],
  [
    'entity-sent-back',
    1,
    () => {
      readable(portal)
      mapping(town, 'portal.example', 1, 5)
      mapping(portal, 'town.example', 5, 3)
    }
  ]
]

/** A change that waits for a host without host entities. */
function danglingQueue(): number {
  const { hostId, syncId } = ownReplication(portal, town, 'calendar-mail', `${calendar}Mail`)
  const { sql } = portal.double.admin
  sql({ delete: 'core_module_sync_host_entity', where: { host_id: hostId } })
  const change_id = sql({
    insert: 'core_module_sync_change',
    row: {
      sync_id: syncId,
      origin_sync_id: syncId,
      event_type: 'put',
      condition: 'forward',
      entity_index_data: phpLocal(1),
      origin_entity_index_data: phpLocal(1),
      contents: 'a:0:{}'
    }
  })
  sql({ insert: 'core_module_sync_change_host', row: { change_id, host_id: hostId } })
  return hostId
}

const refused = {
  kind: 'status',
  status: 403,
  body: '{"status":"error","meta":{},"messages":{"error":{"0":"Access denied"}},"data":{}}'
} as const

const isWrite = (method: string): boolean => ['PUT', 'POST', 'DELETE'].includes(method)

async function planned(program: Program, kind: FindingKind): Promise<WorkflowView> {
  const finding = await find(program, portal, kind)
  return program.call('doctor.planMend', { findingId: finding!.id })
}

async function resume(program: Program, workflowId: string): Promise<WorkflowView> {
  const ended = workflowEnded(program, workflowId)
  await program.call('workflows.resume', { workflowId })
  return ended
}

/** Resumes with one write let through and the next refused, so that the program stops between any two of them. */
async function oneStepOn(program: Program, workflowId: string): Promise<void> {
  let writes = 0
  portal.double.faults.clear()
  portal.double.faults.add({ ...refused, match: method => isWrite(method) && ++writes > 1 })
  expect((await resume(program, workflowId)).state).toBe('failed')
  portal.double.faults.clear()
}

describe.each(mends)('the mend of %s', (kind, writes, produce) => {
  it('goes on after each of its writes was refused, cut or lost once', async () => {
    produce()
    const subject = (await find(fleet.program, portal, kind))!.subject
    const plan = await planned(fleet.program, kind)
    let program = fleet.program
    for (let nth = 1; nth <= writes; nth++) {
      portal.double.faults.add({ ...refused, match: isWrite })
      const failed = nth === 1 ? await apply(program, plan.id) : await resume(program, plan.id)
      expect(failed.state).toBe('failed')
      program = await fleet.reopen()
      if (nth < writes) await oneStepOn(program, plan.id)
    }
    portal.double.faults.add({ kind: 'lost-answer', match: isWrite })
    expect(await resume(program, plan.id)).toMatchObject({ state: 'applied', failure: null })
    portal.double.faults.clear()
    expect(await find(program, portal, kind, subject)).toBeNull()
  })

  it('writes nothing when it is applied a second time, and as much as it says', async () => {
    produce()
    const plan = await planned(fleet.program, kind)
    portal.double.log.clear()
    await apply(fleet.program, plan.id)
    const sent = portal.double.log.requests.filter(({ method }) => isWrite(method))
    expect(sent).toHaveLength(writes)
    const answer = await fleet.program.invoke('workflows.apply', { workflowId: plan.id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'plan-outdated' } })
  })

  it('that stopped half-way can be taken back', async () => {
    produce()
    const before = stateOf(portal)
    const plan = await planned(fleet.program, kind)
    portal.double.faults.add({
      ...refused,
      match: { nth: writes, method: kind === 'related-model-missing' ? 'POST' : methodOf(kind) }
    })
    const failed = await apply(fleet.program, plan.id)
    expect(failed.state).toBe('failed')
    portal.double.faults.clear()
    // What has no way back is of no use to anybody: a short key, its rights, a change for nobody.
    if (['key-too-short', 'change-without-receiver'].includes(kind)) return
    await undo(fleet.program, failed)
    expect(withoutRowIds(stateOf(portal))).toEqual(withoutRowIds(before))
  })
})

function methodOf(kind: FindingKind): string {
  return ['key-too-short', 'change-without-receiver', 'mapping-dead'].includes(kind) ? 'DELETE' : 'PUT'
}

/** A mapping that comes back gets another row id. */
function withoutRowIds(state: ReturnType<typeof stateOf>): unknown {
  const mappings = state['core_module_sync_id_mapping']!.map(row =>
    JSON.stringify({ ...row, id: null })
  ).sort()
  return { ...state, core_module_sync_id_mapping: mappings }
}

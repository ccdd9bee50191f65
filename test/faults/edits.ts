/** What editors do, as a database client would do it. */
import { workflowEnded } from '../../src-main/app/demo/await-end.ts'
import type { Program } from '../../src-main/contract/door.ts'
import { apply, type TestSite } from '../support/fleet.ts'

const table = 'core_rewrite_rule'

/** Gives the new id. */
export function addRule({ double }: TestSite, name: string, orderNo = 1): number {
  return double.admin.sql({
    insert: table,
    row: {
      regular_expression: `/^${name}$/`,
      order_no: orderNo,
      rewrite_status_code: '301',
      continue_on_match: 0
    }
  })
}

export function editRule({ double }: TestSite, id: number, orderNo: number): void {
  double.admin.sql({ update: table, set: { order_no: orderNo }, where: { id } })
}

export function removeRule({ double }: TestSite, id: number): void {
  double.admin.sql({ delete: table, where: { id } })
}

/** Links, with a yes to all that is asked; gives the link's id. */
export async function linkAnyway(
  program: Program,
  wish: { primaryId: string; replicaId: string; delivery?: 'queue' | 'live' },
  models = ['RewriteRule']
): Promise<string> {
  const plan = await program.call('links.plan', { ...wish, models })
  const asks = (plan.notices ?? []).filter(({ severity }) => severity === 'ask')
  const ended = workflowEnded(program, plan.id)
  await program.call('workflows.apply', { workflowId: plan.id, acknowledge: asks.map(({ kind }) => kind) })
  const { failure } = await ended
  if (failure) throw new Error(failure.message)
  return plan.linkId!
}

/** Gives the id of the link from the one to the other. */
export async function linkBothWays(program: Program, one: TestSite, other: TestSite): Promise<string> {
  const plan = await program.call('links.plan', {
    primaryId: one.id,
    replicaId: other.id,
    models: ['RewriteRule'],
    bothWays: true
  })
  const { failure } = await apply(program, plan.id)
  if (failure) throw new Error(failure.message)
  return plan.linkId!
}

/** A table as a dump would leave it: no row, and the next id as it was. */
export function emptyTables({ double }: TestSite, names: readonly string[]): void {
  const snapshot = double.snapshot()
  const emptied = names.map(name => [name, { ...snapshot.tables[name]!, rows: [] }] as const)
  double.restore({ ...snapshot, tables: { ...snapshot.tables, ...Object.fromEntries(emptied) } })
}

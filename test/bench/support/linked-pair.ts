import type { SqlStatement } from '../../../src-main/demo/site-double.ts'
import { rewriteRule } from '../../support/fleet.ts'
import { openBenchFleet, type BenchFleet, type BenchSite } from './bench-fleet.ts'

/** Statements in one message to a double. */
const atOnce = 5_000

/** Two sites and a link on which everything is in step: the same rules on both, each with its mapping. */
export interface LinkedPair {
  readonly fleet: BenchFleet
  readonly linkId: string
  readonly primary: BenchSite
  readonly replica: BenchSite
}

/** `costPerRowMicros`: what a listed row costs the doubles, beside the latency that is set later. */
export async function openLinkedPair(rewriteRules: number, costPerRowMicros = 0): Promise<LinkedPair> {
  const fleet = await openBenchFleet([
    { name: 'primary', rewriteRules, costPerRowMicros },
    { name: 'replica', rewriteRules, costPerRowMicros }
  ])
  try {
    const [primary, replica] = [fleet.sites[0]!, fleet.sites[1]!]
    const [linkId] = await fleet.link()
    for (let from = 1; from <= rewriteRules; from += atOnce) {
      const count = Math.min(atOnce, rewriteRules - from + 1)
      const rows = Array.from({ length: count }, (_, at) => mappingRow(primary.mainDomain, String(from + at)))
      await replica.double.sqlAll(rows)
    }
    return { fleet, linkId: linkId!, primary, replica }
  } catch (thrown) {
    await fleet.close()
    throw thrown
  }
}

function mappingRow(foreignHost: string, id: string): SqlStatement {
  const text = `s:${id.length}:"${id}";`
  return {
    insert: 'core_module_sync_id_mapping',
    row: {
      foreign_host: foreignHost,
      entity_type: rewriteRule,
      foreign_id: `a:1:{i:0;${text}}`,
      local_id: `a:1:{s:2:"id";${text}}`
    }
  }
}

/** Edits as many rules of the primary, spread evenly, as a database client would; gives their ids. */
export async function changeRules({ primary }: LinkedPair, all: number, changes: number): Promise<number[]> {
  const ids = Array.from({ length: changes }, (_, at) => 1 + Math.floor((at * all) / changes))
  await primary.double.sqlAll(
    ids.map((id, at) => ({ update: 'core_rewrite_rule', set: { order_no: 1_000_000 + at }, where: { id } }))
  )
  return ids
}

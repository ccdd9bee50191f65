import { and, asc, eq } from 'drizzle-orm'
import type { Provenance, SiteRow } from '../../../core/replication/provenance.ts'
import type { Connection } from '../connection.ts'
import { madeRows } from '../schema/fleet.ts'
import { rowUses } from '../schema/topology.ts'

export function provenance({ orm, together }: Connection): Provenance {
  const made = (row: SiteRow) =>
    and(eq(madeRows.siteId, row.siteId), eq(madeRows.kind, row.kind), eq(madeRows.rowId, row.rowId))
  const used = (row: SiteRow) =>
    and(eq(rowUses.siteId, row.siteId), eq(rowUses.kind, row.kind), eq(rowUses.rowId, row.rowId))
  const rowOfMade = { siteId: madeRows.siteId, kind: madeRows.kind, rowId: madeRows.rowId }
  const rowOfUse = { siteId: rowUses.siteId, kind: rowUses.kind, rowId: rowUses.rowId }
  return {
    wasMade: row => orm.select(rowOfMade).from(madeRows).where(made(row)).get() !== undefined,

    // A site may give the number of a removed row again: the newest maker counts.
    recordMade({ siteId, kind, rowId }, workflowId) {
      orm
        .insert(madeRows)
        .values({ siteId, kind, rowId, workflowId })
        .onConflictDoUpdate({ target: [madeRows.siteId, madeRows.kind, madeRows.rowId], set: { workflowId } })
        .run()
    },

    // What is gone is used by nobody any more.
    forget(row) {
      together(() => {
        orm.delete(madeRows).where(made(row)).run()
        orm.delete(rowUses).where(used(row)).run()
      })
    },

    madeOn: siteId =>
      orm
        .select(rowOfMade)
        .from(madeRows)
        .where(eq(madeRows.siteId, siteId))
        .orderBy(asc(madeRows.kind), asc(madeRows.rowId))
        .all(),

    use(linkId, { siteId, kind, rowId }) {
      orm.insert(rowUses).values({ linkId, siteId, kind, rowId }).onConflictDoNothing().run()
    },

    release(linkId, row) {
      orm
        .delete(rowUses)
        .where(and(eq(rowUses.linkId, linkId), used(row)))
        .run()
    },

    usersOf: row =>
      orm
        .select({ linkId: rowUses.linkId })
        .from(rowUses)
        .where(used(row))
        .orderBy(asc(rowUses.linkId))
        .all()
        .map(({ linkId }) => linkId),

    usedBy: linkId =>
      orm
        .select(rowOfUse)
        .from(rowUses)
        .where(eq(rowUses.linkId, linkId))
        .orderBy(asc(rowUses.siteId), asc(rowUses.kind), asc(rowUses.rowId))
        .all()
  }
}

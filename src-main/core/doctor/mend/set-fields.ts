import type { ManagementPatches } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { FieldChange, FieldContent } from './mend.ts'
import { outdated } from './outdated.ts'

type Fields = Readonly<Record<string, FieldContent>>

/** A management row gets other values; undo puts back those that it had. Refuses a row that is not as it was found. */
export function setFields(siteId: SiteId, change: FieldChange): Step {
  const { what, rowId, name, from, to, why, count } = change

  async function current(site: SiteReader): Promise<Record<string, unknown> | null> {
    const rows = await site.rows(what, { id: rowId })
    return (rows.find(row => row.id === rowId) as unknown as Record<string, unknown> | undefined) ?? null
  }

  return {
    id: `${siteId}/set/${what}/${rowId}`,
    kind: `mend-${what}`,
    siteId,
    async look({ reader }) {
      const row = await current(reader(siteId))
      if (!row) throw outdated(`'${name}' is not there any more.`)
      const done = holds(row, to)
      if (!done && !holds(row, from)) throw outdated(`'${name}' was changed meanwhile.`)
      const effect: Effect = {
        act: 'update',
        what,
        name,
        ...(count === undefined ? {} : { count }),
        ...(why ? { why } : {})
      }
      return { done, effects: [effect], result: null }
    },
    async act({ writer }) {
      await writer(siteId).updateRow(what, rowId, to as ManagementPatches[typeof what])
    },
    inverse: () => setFields(siteId, backwards(change))
  }
}

function holds(row: Record<string, unknown>, wanted: Fields): boolean {
  return Object.entries(wanted).every(
    ([field, value]) => JSON.stringify(row[field]) === JSON.stringify(value)
  )
}

/** Only what was set is put back: the rest of `from` was there to know the row by. */
function backwards({ what, rowId, name, from, to }: FieldChange): FieldChange {
  const former = Object.fromEntries(Object.keys(to).map(field => [field, from[field]!]))
  return { what, rowId, name, from: to, to: former, why: 'as-before' }
}

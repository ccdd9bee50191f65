import { z } from 'zod'
import type { ReadOptions, TableRow } from '../../core/fleet/site-access.ts'
import { BadAnswer } from './errors/bad-answer.ts'
import type { Caller } from './http/caller.ts'
import { v1Request } from './request.ts'
import { understand } from './understand.ts'
import { listOf } from './wire/answer.ts'

const tableRow = z.record(z.string(), z.string().nullable())

/**
 * All rows of a bare table (F34). The rows are numbered by the answer, not by their ids, and such a source minds neither offsets nor
 * comparisons: it is asked once, for all.
 */
export async function readTableRows(
  caller: Caller,
  endpoint: string,
  options: ReadOptions = {}
): Promise<TableRow[]> {
  const request = v1Request('GET', endpoint, [], { keyRef: caller.site.keyRef, urgency: 'step' })
  const { data } = await caller.call(request, { signal: options.signal })
  return understand(caller, request, () =>
    listOf(data).map(([, record]) => {
      const row = tableRow.safeParse(record)
      if (!row.success) throw new BadAnswer('rows of a table that are none')
      return row.data
    })
  )
}

import type { HostRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { ModelName } from '../../models/model.ts'
import type { Link } from '../../topology/link.ts'
import { hostState } from '../../topology/receiver.ts'
import { receiverRow, waitingFor } from './queue.ts'

/** What waits for one model of a link; null: for a Sync row that is none of the link's. */
export interface WaitingModel {
  readonly model: ModelName | null
  readonly changes: number
  /** Changes collapse: so many entities have to be looked at. Deletions are queued without their id and count as none (F31). */
  readonly entities: number
  readonly deletions: number
}

export interface QueueLook {
  /** Null where the primary has no receiver for the replica. */
  readonly host: HostRow | null
  readonly models: readonly WaitingModel[]
  /** Cloudrexx is to push by itself and does not, since a push failed or somebody stopped it (F24, F28). */
  readonly jammed: boolean
}

/** What waits on the primary for a link, and how its receiver stands. Writes nothing. */
export async function lookAtQueue(
  primary: SiteReader,
  link: Link,
  replica: { readonly baseUrl: string }
): Promise<QueueLook> {
  const host = await receiverRow(primary, replica)
  if (!host) return { host, models: [], jammed: false }
  const changes = await waitingFor(primary, link, host.id)
  const models = [...Map.groupBy(changes, ({ model }) => model)].map(([model, waiting]): WaitingModel => {
    const edits = waiting.filter(({ row }) => row.eventType !== 'delete')
    return {
      model,
      changes: waiting.length,
      entities: new Set(edits.map(({ row }) => JSON.stringify(row.entityIndex))).size,
      deletions: waiting.length - edits.length
    }
  })
  return { host, models, jammed: link.delivery === 'live' && host.state === hostState.stopped }
}

import type { AgreedState, AgreedStates } from '../../../core/sync/records.ts'
import type { Connection } from '../connection.ts'

/** States fetched at once while streaming. */
const pageSize = 2_000

const columns =
  'foreign_id as foreignId, local_id as localId, primary_hash as primaryHash, replica_hash as replicaHash, origin'
const ofModel = 'link_id = ? and model = ?'

/** Read and written a million at a time, hence plain statements that are compiled once. */
export function agreedStates({ guard, prepared, together }: Connection): AgreedStates {
  /** By key instead of one open cursor: while a cursor is open the connection could write nothing else. */
  const page = (linkId: string, model: string, after: string | null): AgreedState[] => {
    const order = 'order by foreign_id limit ?'
    return after === null
      ? prepared<[string, string, number], AgreedState>(
          `select ${columns} from agreed_states where ${ofModel} ${order}`
        ).all(linkId, model, pageSize)
      : prepared<[string, string, string, number], AgreedState>(
          `select ${columns} from agreed_states where ${ofModel} and foreign_id > ? ${order}`
        ).all(linkId, model, after, pageSize)
  }
  return {
    *each(linkId, model) {
      let states = guard(() => page(linkId, model, null))
      while (states.length > 0) {
        yield* states
        const last = states.at(-1)!.foreignId
        states = states.length < pageSize ? [] : guard(() => page(linkId, model, last))
      }
    },

    get: (linkId, model, foreignId) =>
      prepared<[string, string, string], AgreedState>(
        `select ${columns} from agreed_states where ${ofModel} and foreign_id = ?`
      ).get(linkId, model, foreignId) ?? null,

    count: (linkId, model) =>
      prepared<[string, string], { count: number }>(
        `select count(*) as count from agreed_states where ${ofModel}`
      ).get(linkId, model)!.count,

    put(linkId, model, states) {
      const put = prepared<string[]>(
        `insert into agreed_states (link_id, model, foreign_id, local_id, primary_hash, replica_hash, origin)
         values (?, ?, ?, ?, ?, ?, ?) on conflict do update set local_id = excluded.local_id,
         primary_hash = excluded.primary_hash, replica_hash = excluded.replica_hash, origin = excluded.origin`
      )
      together(() => {
        for (const { foreignId, localId, primaryHash, replicaHash, origin } of states) {
          put.run(linkId, model, foreignId, localId, primaryHash, replicaHash, origin)
        }
      })
    },

    remove(linkId, model, foreignIds) {
      const remove = prepared<string[]>(`delete from agreed_states where ${ofModel} and foreign_id = ?`)
      together(() => {
        for (const foreignId of foreignIds) remove.run(linkId, model, foreignId)
      })
    }
  }
}

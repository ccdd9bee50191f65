import { AppError } from '../../../core/shared/app-error.ts'
import type {
  ItemFilter,
  ItemPatch,
  ItemRecord,
  ModelCount,
  RunRepository
} from '../../../core/sync/records.ts'
import type { Connection } from '../connection.ts'
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from '../json-column.ts'

/** The columns of one item under the names of the domain. */
const columns = `run_id as runId, position, model, foreign_id as foreignId, local_id as localId, title, action, state, why, differences,
  failure, tries, changed_at as changedAt`

type ItemRow = Omit<ItemRecord, 'differences' | 'failure'> & { differences: string; failure: string | null }
type Value = string | number | null
export type ItemJournal = Pick<
  RunRepository,
  'addItems' | 'updateItems' | 'items' | 'countItems' | 'countByModel' | 'removeItems'
>

/**
 * The items of runs. The one place, beside the agreed states, that speaks SQL by itself: a run has up to 100,000 items with several
 * steps each, and statements that are compiled once make that cheap.
 */
export function itemJournal({ prepared, together }: Connection): ItemJournal {
  return {
    addItems(added) {
      const insert = prepared<Value[]>(
        `insert into items (run_id, position, model, foreign_id, local_id, title, action, state, why, differences, failure, tries, changed_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      )
      together(() => {
        for (const item of added) insert.run(...valuesOf(item))
      })
    },

    updateItems(runId, patches) {
      together(() => {
        for (const { position, patch } of patches) {
          const { assignments, values } = changesOf(patch)
          if (values.length === 0) continue
          const update = prepared<Value[]>(
            `update items set ${assignments} where run_id = ? and position = ?`
          )
          if (update.run(...values, runId, position).changes === 0) throw unknownItem(runId, position)
        }
      })
    },

    items(runId, filter = {}) {
      const { where, values } = condition(runId, filter)
      return prepared<Value[], ItemRow>(
        `select ${columns} from items where ${where} order by position limit ? offset ?`
      )
        .all(...values, filter.limit ?? 200, filter.offset ?? 0)
        .map(item)
    },

    countItems(runId, filter = {}) {
      const { where, values } = condition(runId, filter)
      return prepared<Value[], { count: number }>(`select count(*) as count from items where ${where}`).get(
        ...values
      )!.count
    },

    countByModel(runId) {
      return prepared<[string], ModelCount>(
        `select model, action, state, count(*) as count from items where run_id = ?
         group by model, action, state order by min(position)`
      ).all(runId)
    },

    removeItems(runId) {
      prepared<[string]>('delete from items where run_id = ?').run(runId)
    }
  }
}

function valuesOf(item: ItemRecord): Value[] {
  return [
    item.runId,
    item.position,
    item.model,
    item.foreignId,
    item.localId,
    item.title,
    item.action,
    item.state,
    item.why,
    toJson(item.differences),
    toJsonOrNull(item.failure),
    item.tries,
    item.changedAt
  ]
}

/** Where each part of a patch goes; the order is fixed, so that equal patches share one statement. */
const patchColumns = {
  action: 'action',
  state: 'state',
  localId: 'local_id',
  title: 'title',
  why: 'why',
  differences: 'differences',
  failure: 'failure',
  tries: 'tries',
  changedAt: 'changed_at'
} as const satisfies Record<keyof ItemPatch, string>
const patchNames = Object.keys(patchColumns) as (keyof ItemPatch)[]

function changesOf(patch: ItemPatch): { assignments: string; values: Value[] } {
  const changed = patchNames.filter(name => patch[name] !== undefined)
  return {
    assignments: changed.map(name => `${patchColumns[name]} = ?`).join(', '),
    values: changed.map(name => {
      const value = patch[name] ?? null
      return typeof value === 'object' ? toJsonOrNull(value) : value
    })
  }
}

function condition(runId: string, filter: ItemFilter): { where: string; values: Value[] } {
  const parts = ['run_id = ?']
  const values: Value[] = [runId]
  const oneOf = (column: string, wanted: readonly string[] | undefined): void => {
    if (wanted === undefined) return
    parts.push(`${column} in (${wanted.map(() => '?').join(', ')})`)
    values.push(...wanted)
  }
  oneOf('action', filter.actions)
  oneOf('state', filter.states)
  if (filter.model !== undefined) oneOf('model', [filter.model])
  if (filter.needsYou) {
    parts.push(`(state in ('failed', 'unknown')
      or (action in ('conflict', 'blocked') and state <> 'done' and coalesce(why, '') <> 'replica-wins'))`)
  }
  if (filter.search !== undefined) {
    parts.push("(title like ? escape '!' or foreign_id = ? or local_id = ?)")
    values.push(`%${filter.search.replaceAll(/[!%_]/g, '!$&')}%`, filter.search, filter.search)
  }
  if (filter.after !== undefined) {
    parts.push('position > ?')
    values.push(filter.after)
  }
  return { where: parts.join(' and '), values }
}

function item({ differences, failure, ...row }: ItemRow): ItemRecord {
  return { ...row, differences: fromJson(differences), failure: fromJsonOrNull(failure) }
}

function unknownItem(runId: string, position: number): AppError {
  return new AppError('unknown-run', 'There is no such item in this run any more.', { runId, position })
}

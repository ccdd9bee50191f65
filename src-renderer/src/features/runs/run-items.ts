import type { CallInput, CallOutput } from '@contract/calls.ts'
import type { ItemView } from '@contract/run-shapes.ts'
import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useLoading, type Loading } from '@/bridge/loading.ts'
import { call } from '@/bridge/program.ts'

export type ItemChoice = 'all' | 'needs' | 'create' | 'update' | 'delete'
export type ItemRow = ItemView & { readonly id: number }

/** Which of a run's items are listed. */
export interface ItemFilter {
  readonly choice: ItemChoice
  /** A class name; empty: of all models. */
  readonly model: string
  /** A part of the title, or an id; empty: whatever they are called. */
  readonly search: string
}

type Query = Pick<CallInput<'runs.items'>, 'actions' | 'needsYou' | 'model' | 'search'>

function queryOf({ choice, model, search }: ItemFilter): Query {
  return {
    ...(choice === 'needs' ? { needsYou: true } : choice === 'all' ? {} : { actions: [choice] }),
    ...(model ? { model } : {}),
    ...(search.trim() ? { search: search.trim() } : {})
  }
}

const pageSize = 200

export interface RunItems {
  /** One place for each item that fits; those that did not arrive yet are holes. */
  readonly items: ShallowRef<readonly (ItemRow | undefined)[]>
  readonly total: ComputedRef<number>
  readonly loading: Loading
  /** These places are in sight: what lacks there is asked for. */
  show(first: number, last: number): void
  /** Asks again for what is in sight; the rest follows when it is looked at. */
  refresh(): Promise<void>
}

/** Items of a run, of which only the pages in sight are asked for: a run may have a hundred thousand. */
export function useRunItems(runId: Ref<string>, filter: Ref<ItemFilter>): RunItems {
  const items = shallowRef<readonly (ItemRow | undefined)[]>([])
  const loading = useLoading()
  let sight = { first: 0, last: 1 }
  /** Answers to an earlier question are of no use any more. */
  let turn = 0
  let asked = new Set<number>()

  const ask = (page: number): Promise<CallOutput<'runs.items'>> =>
    call('runs.items', {
      runId: runId.value,
      ...queryOf(filter.value),
      offset: page * pageSize,
      limit: pageSize
    })

  /** Pages in sight that were not asked for yet. */
  function lacking(): number[] {
    const from = Math.floor(sight.first / pageSize)
    const to = Math.floor(Math.max(sight.first, sight.last - 1) / pageSize)
    return Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(page => !asked.has(page))
  }

  async function read(pages: readonly number[], fresh: boolean): Promise<void> {
    const mine = turn
    for (const page of pages) asked.add(page)
    const done = await loading.run(async () => {
      const answers = await Promise.all(pages.map(ask))
      if (mine !== turn) return
      const total = answers.at(-1)?.total ?? 0
      const known = fresh ? [] : items.value.slice(0, total)
      known.length = total
      for (const [at, { items: found }] of answers.entries())
        for (const [place, item] of found.entries())
          known[pages[at]! * pageSize + place] = { ...item, id: item.position }
      items.value = known
    })
    if (!done && mine === turn) for (const page of pages) asked.delete(page)
  }

  async function refresh(): Promise<void> {
    turn += 1
    asked = new Set()
    await read(lacking(), true)
  }

  watch(
    [runId, filter],
    () => {
      items.value = []
      sight = { first: 0, last: 1 }
      void refresh()
    },
    { immediate: true, deep: true }
  )
  return {
    items,
    total: computed(() => items.value.length),
    loading,
    show(first, last) {
      sight = { first, last }
      const pages = items.value.length > 0 ? lacking() : []
      if (pages.length > 0) void read(pages, false)
    },
    refresh
  }
}

import type { CallInput } from '@contract/calls.ts'
import type { ItemView } from '@contract/run-shapes.ts'
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useLoading, type Loading } from '@/bridge/loading.ts'
import { call } from '@/bridge/program.ts'
import { needsYou } from './run-mark.ts'

export type ItemChoice = 'all' | 'needs' | 'create' | 'update' | 'delete'
export type ItemRow = ItemView & { readonly id: number }

type Query = Pick<CallInput<'runs.items'>, 'actions' | 'states'>

/** What the program is asked for each choice; 'needs' has two halves that it cannot put into one question. */
const queries: Record<ItemChoice, readonly Query[]> = {
  all: [{}],
  needs: [{ states: ['failed', 'unknown'] }, { actions: ['conflict', 'blocked'] }],
  create: [{ actions: ['create'] }],
  update: [{ actions: ['update'] }],
  delete: [{ actions: ['delete'] }]
}
const page = 400

export interface RunItems {
  readonly items: ShallowRef<readonly ItemRow[]>
  readonly total: ShallowRef<number>
  readonly loading: Loading
  more(): Promise<void>
  /** Reads again as many as are shown. */
  refresh(): Promise<void>
}

/** Items of a run, page by page as they are scrolled to. */
export function useRunItems(runId: Ref<string>, choice: Ref<ItemChoice>): RunItems {
  const items = shallowRef<readonly ItemRow[]>([])
  const total = shallowRef(0)
  const loading = useLoading()
  let turn = 0

  async function read(after: number | null, limit: number): Promise<void> {
    const mine = ++turn
    const asked = queries[choice.value].map(query =>
      call('runs.items', { runId: runId.value, ...query, ...(after === null ? {} : { after }), limit })
    )
    const pages = await Promise.all(asked)
    if (mine !== turn) return
    const known = new Map((after === null ? [] : items.value).map(item => [item.position, item]))
    for (const item of pages.flatMap(one => one.items)) {
      if (choice.value !== 'needs' || needsYou(item)) known.set(item.position, { ...item, id: item.position })
    }
    items.value = [...known.values()].sort((a, b) => a.position - b.position)
    total.value = choice.value === 'needs' ? items.value.length : (pages[0]?.total ?? 0)
  }

  async function more(): Promise<void> {
    if (loading.busy.value || choice.value === 'needs' || items.value.length >= total.value) return
    const last = items.value.at(-1)
    if (last) await loading.run(() => read(last.position, page))
  }

  async function refresh(): Promise<void> {
    await loading.run(() => read(null, Math.min(1_000, Math.max(page, items.value.length))))
  }

  watch(
    [runId, choice],
    () => {
      items.value = []
      void loading.run(() => read(null, choice.value === 'needs' ? 1_000 : page))
    },
    { immediate: true }
  )
  return { items, total, loading, more, refresh }
}

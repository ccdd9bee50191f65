import type { ErrorView } from '@contract/shapes.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { errorOf } from '@/bridge/call-error.ts'

export type BulkKind = 'check' | 'sync' | 'examine' | 'tag'

/** What an act came to on one site. `text`: a message with its values, so that it follows the language. */
export interface BulkOutcome {
  readonly state: 'waiting' | 'working' | 'done' | 'skipped' | 'failed'
  /** It was done, and came upon something that calls somebody. */
  readonly calls?: boolean
  readonly text?: readonly [key: string, values: Readonly<Record<string, string | number>>]
  readonly error?: ErrorView
  readonly to?: RouteLocationRaw
}

export interface BulkJob {
  readonly kind: BulkKind
  readonly results: ReadonlyMap<string, BulkOutcome>
}

type Work = (siteIds: readonly string[]) => Promise<ReadonlyMap<string, BulkOutcome>>

/** One act on many sites, with what came of it on each. Goes on while somebody looks at another page. */
export const useBulk = defineStore('bulk', () => {
  const job = shallowRef<BulkJob | null>(null)
  const shown = ref(false)
  const stopping = ref(false)
  const all = computed(() => [...(job.value?.results.values() ?? [])])
  const done = computed(
    () => all.value.filter(({ state }) => state !== 'waiting' && state !== 'working').length
  )
  const working = computed(() => done.value < all.value.length)

  function put(changes: Iterable<readonly [string, BulkOutcome]>): void {
    if (job.value) job.value = { ...job.value, results: new Map([...job.value.results, ...changes]) }
  }

  /** Some sites at a time, so that there is something to see, and a way to stop. A failure counts for those it happened to. */
  async function run(kind: BulkKind, siteIds: readonly string[], atOnce: number, work: Work): Promise<void> {
    job.value = { kind, results: new Map(siteIds.map(id => [id, { state: 'waiting' }])) }
    shown.value = true
    stopping.value = false
    for (let at = 0; at < siteIds.length; at += atOnce) {
      const some = siteIds.slice(at, at + atOnce)
      if (stopping.value) {
        put(some.map(id => [id, { state: 'skipped', text: ['bulk.stopped', {}] }]))
        continue
      }
      put(some.map(id => [id, { state: 'working' }]))
      try {
        const outcomes = await work(some)
        put(some.map(id => [id, outcomes.get(id) ?? { state: 'done' }]))
      } catch (thrown) {
        put(some.map(id => [id, { state: 'failed', error: errorOf(thrown) }]))
      }
    }
  }

  function stop(): void {
    stopping.value = true
  }

  return { job, shown, stopping, done, working, run, stop }
})

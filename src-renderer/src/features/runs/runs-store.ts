import type { CallInput } from '@contract/calls.ts'
import type { RunView } from '@contract/run-shapes.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { coalesced } from '@/bridge/coalesced.ts'
import { runsKept } from '@/app/first-calls.ts'
import { useLoading } from '@/bridge/loading.ts'
import { call, on } from '@/bridge/program.ts'
import { newer } from '@/bridge/newer.ts'
import { onReturn } from '@/bridge/web-client.ts'

/** Runs, newest first, live. */
export const useRuns = defineStore('runs', () => {
  const runs = shallowRef<readonly RunView[]>([])
  const byId = computed(() => new Map(runs.value.map(run => [run.id, run])))
  const active = computed(() => runs.value.filter(atWork))
  /** The run that works on a link now, for its edge. */
  const atWorkByLink = computed(() => new Map(active.value.map(run => [run.linkId, run])))
  const loading = useLoading()
  let asked = false

  function put(run: RunView): RunView {
    const newest = newer(run, byId.value.get(run.id))
    if (newest !== run) return newest
    const known = byId.value.has(run.id)
    runs.value = known
      ? runs.value.map(other => (other.id === run.id ? run : other))
      : [run, ...runs.value].sort((a, b) => b.startedAt - a.startedAt).slice(0, runsKept)
    return run
  }

  async function load(): Promise<void> {
    await loading.run(async () => {
      const listed = await call('runs.list', { limit: runsKept })
      runs.value = listed.map(run => newer(run, byId.value.get(run.id)))
    })
  }

  async function ensure(): Promise<void> {
    if (asked) return
    asked = true
    on('run.changed', ({ run }) => put(run))
    onReturn(coalesced(load))
    await load()
  }

  async function show(runId: string): Promise<RunView> {
    return put(await call('runs.show', { runId }))
  }

  async function start(input: CallInput<'runs.start'>): Promise<RunView[]> {
    return (await call('runs.start', input)).map(put)
  }

  async function confirm(runId: string, allowRemovals?: number): Promise<void> {
    put(await call('runs.confirm', { runId, ...(allowRemovals === undefined ? {} : { allowRemovals }) }))
  }

  async function retry(runId: string, positions?: readonly number[]): Promise<void> {
    put(await call('runs.retry', { runId, ...(positions ? { positions: [...positions] } : {}) }))
  }

  /** `fields`: those that go to another side than the rest; for one record at a time. */
  async function resolve(
    runId: string,
    winner: 'primary' | 'replica',
    of: Pick<CallInput<'conflicts.resolve'>, 'positions' | 'fields'> = {}
  ): Promise<void> {
    put(await call('conflicts.resolve', { runId, winner, ...of }))
  }

  async function act(kind: 'resume' | 'pause' | 'cancel', runId: string): Promise<void> {
    put(await call(`runs.${kind}`, { runId }))
  }

  return {
    runs,
    byId,
    active,
    atWorkByLink,
    loading,
    ensure,
    load,
    show,
    start,
    confirm,
    retry,
    resolve,
    act
  }
})

export function atWork(run: RunView): boolean {
  return run.state === 'planning' || run.state === 'pushing'
}

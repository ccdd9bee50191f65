import type { CallInput } from '@contract/calls.ts'
import type { ScheduleView } from '@contract/schedule-shapes.ts'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { coalesced } from '@/bridge/coalesced.ts'
import { useLoading } from '@/bridge/loading.ts'
import { call, on } from '@/bridge/program.ts'
import { onReturn } from '@/bridge/web-client.ts'

/** Schedules, kept fresh by events: the next time moves on with each run. */
export const useSchedules = defineStore('schedules', () => {
  const schedules = shallowRef<readonly ScheduleView[]>([])
  const loading = useLoading()
  let asked = false

  async function load(): Promise<void> {
    await loading.run(async () => (schedules.value = await call('schedules.list', {})))
  }

  async function ensure(): Promise<void> {
    if (asked) return
    asked = true
    const reload = coalesced(load)
    on('schedule.changed', reload)
    onReturn(reload)
    await load()
  }

  function put(next: ScheduleView): void {
    const known = schedules.value.some(({ id }) => id === next.id)
    schedules.value = known
      ? schedules.value.map(one => (one.id === next.id ? next : one))
      : [...schedules.value, next]
  }

  async function add(wish: CallInput<'schedules.add'>): Promise<void> {
    put(await call('schedules.add', wish))
  }

  async function change(patch: CallInput<'schedules.update'>): Promise<void> {
    put(await call('schedules.update', patch))
  }

  async function remove(scheduleId: string): Promise<void> {
    await call('schedules.remove', { scheduleId })
    schedules.value = schedules.value.filter(({ id }) => id !== scheduleId)
  }

  return { schedules, loading, ensure, load, add, change, remove }
})

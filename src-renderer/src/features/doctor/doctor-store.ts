import type { ExaminationView, FindingView } from '@contract/doctor-shapes.ts'
import type { WorkflowView } from '@contract/link-shapes.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { coalesced } from '@/bridge/coalesced.ts'
import { useLoading } from '@/bridge/loading.ts'
import { call, on } from '@/bridge/program.ts'

const ranks: Record<FindingView['severity'], number> = { error: 0, warning: 1, info: 2 }

/** What the doctor found when it last looked at each site. */
export const useDoctor = defineStore('doctor', () => {
  const examinations = shallowRef<ReadonlyMap<string, ExaminationView>>(new Map())
  const loading = useLoading()
  const examining = ref(false)
  let asked = false

  const findings = computed(() =>
    [...examinations.value.values()]
      .flatMap(one => one.findings)
      .sort((a, b) => ranks[a.severity] - ranks[b.severity])
  )
  /** Notes are good to know, and call nobody. */
  const open = computed(() => findings.value.filter(({ severity }) => severity !== 'info'))
  const lastAt = computed(() => Math.max(0, ...[...examinations.value.values()].map(({ at }) => at)))

  function take(next: readonly ExaminationView[]): void {
    examinations.value = new Map([...examinations.value, ...next.map(one => [one.siteId, one] as const)])
  }

  async function load(): Promise<void> {
    await loading.run(async () => {
      const last = await call('doctor.last', {})
      examinations.value = new Map(last.map(one => [one.siteId, one]))
    })
  }

  async function ensure(): Promise<void> {
    if (asked) return
    asked = true
    // A site that is gone takes its findings with it; a check of the whole fleet tells of every site.
    const reload = coalesced(load)
    on('site.changed', ({ siteId }) => {
      if (examinations.value.has(siteId)) reload()
    })
    await load()
  }

  async function examine(siteIds?: readonly string[]): Promise<readonly ExaminationView[]> {
    examining.value = true
    try {
      const found = await call('doctor.examine', siteIds ? { siteIds: [...siteIds] } : {})
      take(found)
      return found
    } finally {
      examining.value = false
    }
  }

  /** `choice`: which is right, where a person says so. */
  function planMend(findingId: string, choice?: FindingView['choices'][number]): Promise<WorkflowView> {
    return call('doctor.planMend', { findingId, ...(choice ? { choice } : {}) })
  }

  return { examinations, findings, open, lastAt, loading, examining, ensure, load, examine, planMend }
})

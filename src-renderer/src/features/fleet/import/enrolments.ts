import type { ErrorView, SiteView } from '@contract/shapes.ts'
import { onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'
import { errorOf } from '@/bridge/call-error.ts'
import { call } from '@/bridge/program.ts'
import { useFleet } from '../fleet-store.ts'

export interface EnrolmentState {
  readonly ready: number
  readonly all: number
  readonly error: ErrorView | null
}

/** Asks the endpoints of several sites, one site after the other and again and again, until all are enrolled or nobody looks any more. */
export function useEnrolments(sites: Ref<readonly SiteView[]>, every = 3_000) {
  const fleet = useFleet()
  const states = shallowRef<ReadonlyMap<string, EnrolmentState>>(new Map())
  const enrolling = ref(false)
  let over = false
  let started = false

  function put(siteId: string, state: EnrolmentState): void {
    states.value = new Map([...states.value, [siteId, state]])
  }

  async function ask(siteId: string): Promise<void> {
    try {
      const { endpoints } = await call('sites.checkEnrolment', { siteId })
      put(siteId, { ready: endpoints.filter(({ ok }) => ok).length, all: endpoints.length, error: null })
    } catch (thrown) {
      put(siteId, { ready: 0, all: 0, error: errorOf(thrown) })
    }
  }

  async function go(): Promise<void> {
    for (const site of sites.value) {
      if (over) return
      if (site.state === 'pending') await ask(site.id)
    }
    if (!over) setTimeout(() => void go(), every)
  }

  function start(): void {
    if (!started) void go()
    started = true
  }

  const isReady = ({ id, state }: SiteView): boolean => {
    const known = states.value.get(id)
    return state === 'pending' && known !== undefined && known.all > 0 && known.ready === known.all
  }

  /** Takes in all whose endpoints answer. */
  async function enrolReady(): Promise<void> {
    enrolling.value = true
    for (const site of sites.value.filter(isReady)) {
      try {
        fleet.put(await call('sites.enrol', { siteId: site.id }))
      } catch (thrown) {
        put(site.id, { ready: 0, all: 0, error: errorOf(thrown) })
      }
    }
    enrolling.value = false
  }

  onBeforeUnmount(() => (over = true))
  return { states, enrolling, start, isReady, enrolReady }
}

import type { LinkView, WorkflowView } from '@contract/link-shapes.ts'
import type { NoticeView } from '@contract/preflight-shapes.ts'
import type { ErrorView } from '@contract/shapes.ts'
import { computed, ref, shallowRef } from 'vue'
import { errorOf } from '@/bridge/call-error.ts'
import { call } from '@/bridge/program.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { whatForbids } from '@/features/links/what-forbids.ts'
import { wishLike } from '@/features/links/wish-like.ts'
import { useWorkflows } from '@/features/workflows/workflows-store.ts'

/** One site on its way to a link like the pattern's. */
export interface Likeness {
  readonly siteId: string
  readonly state: 'waiting' | 'planning' | 'planned' | 'skipped' | 'refused'
  /** Why it is skipped. */
  readonly why?: 'is-primary' | 'linked'
  readonly workflowId?: string
  readonly error?: ErrorView
  /** What forbids it. */
  readonly notices?: readonly NoticeView[]
}

/** Links many sites as one is linked: first a plan for each, then all that are planned. Nothing is written before that. */
export function useLinkLike(siteIds: readonly string[]) {
  const links = useLinks()
  const workflows = useWorkflows()
  const patternId = ref('')
  const likenesses = shallowRef<readonly Likeness[]>([])
  const busy = ref(false)
  const applied = ref(false)
  const acknowledged = ref<NoticeView['kind'][]>([])
  const patterns = computed(() => links.links.filter(({ state }) => state === 'ready'))
  const pattern = computed(() => links.byId.get(patternId.value))
  const plans = computed(() =>
    likenesses.value.flatMap(({ workflowId }) => workflows.get(workflowId ?? null) ?? [])
  )
  const asks = computed(() => [...new Set(plans.value.flatMap(one => one.confirmation.acknowledge ?? []))])
  const notices = computed(() =>
    plans.value.flatMap(one => one.notices ?? []).filter(one => asks.value.includes(one.kind))
  )
  const missing = computed(() => asks.value.filter(kind => !acknowledged.value.includes(kind)).length)

  function put(next: Likeness): void {
    likenesses.value = likenesses.value.map(one => (one.siteId === next.siteId ? next : one))
  }

  async function planOne(siteId: string, like: LinkView): Promise<Likeness> {
    if (siteId === like.primaryId) return { siteId, state: 'skipped', why: 'is-primary' }
    const own = links.ofSite(siteId)
    if (own.some(link => link.primaryId === like.primaryId && link.state !== 'staged'))
      return { siteId, state: 'skipped', why: 'linked' }
    const wish = wishLike(like, { primaryId: like.primaryId, replicaId: siteId })
    try {
      return { siteId, state: 'planned', workflowId: workflows.put(await call('links.plan', wish)).id }
    } catch (thrown) {
      const error = errorOf(thrown)
      const notices = error.code === 'preflight-refused' ? await whatForbids(wish) : []
      return { siteId, state: 'refused', error, notices }
    }
  }

  /** One after the other: each plan asks both sites, and the primary is always the same. */
  async function plan(): Promise<void> {
    const like = pattern.value
    if (!like) return
    busy.value = true
    likenesses.value = siteIds.map(siteId => ({ siteId, state: 'waiting' }))
    for (const siteId of siteIds) {
      put({ siteId, state: 'planning' })
      put(await planOne(siteId, like))
    }
    await links.load()
    busy.value = false
  }

  async function apply(): Promise<void> {
    busy.value = true
    applied.value = true
    for (const { siteId, workflowId } of likenesses.value) {
      const planned = workflows.get(workflowId ?? null)
      if (planned?.state !== 'planned') continue
      const seen = planned.confirmation.acknowledge ?? []
      try {
        await workflows.apply(planned.id, { acknowledge: seen })
      } catch (thrown) {
        put({ siteId, state: 'refused', workflowId: planned.id, error: errorOf(thrown) })
      }
    }
    busy.value = false
  }

  /** What was planned and not applied leaves nothing behind. */
  async function discard(): Promise<void> {
    const stale = plans.value.filter(({ state }) => state === 'planned')
    await Promise.allSettled(stale.map(({ id }) => workflows.act('discard', id)))
    likenesses.value = []
    await links.load()
  }

  const workflowOf = ({ workflowId }: Likeness): WorkflowView | null => workflows.get(workflowId ?? null)

  return {
    patternId,
    pattern,
    patterns,
    likenesses,
    plans,
    asks,
    notices,
    missing,
    acknowledged,
    busy,
    applied,
    plan,
    apply,
    discard,
    workflowOf
  }
}

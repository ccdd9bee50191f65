import type { DriftView } from '@contract/run-shapes.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { coalesced } from '@/bridge/coalesced.ts'
import { useLoading } from '@/bridge/loading.ts'
import { call, on } from '@/bridge/program.ts'
import { onReturn } from '@/bridge/web-client.ts'

/** All links, kept fresh by events. */
export const useLinks = defineStore('links', () => {
  const links = shallowRef<readonly LinkView[]>([])
  const byId = computed(() => new Map(links.value.map(link => [link.id, link])))
  const loading = useLoading()
  const comparing = ref<ReadonlySet<string>>(new Set())
  /** What the last comparison found, for as long as the window is open. */
  const found = ref<Readonly<Record<string, DriftView>>>({})
  let asked = false

  function take(next: readonly LinkView[]): void {
    links.value = next
    loading.first.value = false
  }

  async function load(): Promise<void> {
    await loading.run(async () => take(await call('links.list', {})))
  }

  async function ensure(): Promise<void> {
    if (asked) return
    asked = true
    // The whole list at once: a link that is gone, or was only staged, has no view of its own to ask for.
    const reload = coalesced(load)
    on('link.changed', reload)
    onReturn(reload)
    // The topology may have brought them already.
    if (loading.first.value) await load()
  }

  async function compare(linkIds: readonly string[]): Promise<readonly DriftView[]> {
    comparing.value = new Set([...comparing.value, ...linkIds])
    try {
      const results = await call('drift.check', { linkIds: [...linkIds] })
      found.value = { ...found.value, ...Object.fromEntries(results.map(result => [result.linkId, result])) }
      await load()
      return results
    } finally {
      comparing.value = new Set([...comparing.value].filter(id => !linkIds.includes(id)))
    }
  }

  function ofSite(siteId: string): LinkView[] {
    return links.value.filter(link => link.primaryId === siteId || link.replicaId === siteId)
  }

  return { links, byId, loading, comparing, found, ensure, load, take, compare, ofSite }
})

import type { DriftView } from '@contract/run-shapes.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { CallError } from '@/bridge/call-error.ts'
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

  async function refresh(linkId: string): Promise<void> {
    try {
      const link = await call('links.show', { linkId })
      const known = byId.value.has(linkId)
      take(known ? links.value.map(other => (other.id === linkId ? link : other)) : [...links.value, link])
    } catch (thrown) {
      if (thrown instanceof CallError && thrown.code === 'unknown-link') {
        take(links.value.filter(link => link.id !== linkId))
      }
    }
  }

  async function ensure(): Promise<void> {
    if (asked) return
    asked = true
    const changed = new Set<string>()
    const settle = coalesced(async () => {
      const ids = [...changed]
      changed.clear()
      if (ids.length > 8) await load()
      else await Promise.all(ids.map(refresh))
    })
    on('link.changed', ({ linkId }) => {
      changed.add(linkId)
      settle()
    })
    onReturn(coalesced(load))
    await load()
  }

  async function compare(linkIds: readonly string[]): Promise<readonly DriftView[]> {
    comparing.value = new Set([...comparing.value, ...linkIds])
    try {
      const results = await call('drift.check', { linkIds: [...linkIds] })
      found.value = { ...found.value, ...Object.fromEntries(results.map(result => [result.linkId, result])) }
      await Promise.all(linkIds.map(refresh))
      return results
    } finally {
      comparing.value = new Set([...comparing.value].filter(id => !linkIds.includes(id)))
    }
  }

  function ofSite(siteId: string): LinkView[] {
    return links.value.filter(link => link.primaryId === siteId || link.replicaId === siteId)
  }

  return { links, byId, loading, comparing, found, ensure, load, take, refresh, compare, ofSite }
})

import type { CallInput } from '@contract/calls.ts'
import type { HealthView, SiteView } from '@contract/shapes.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { coalesced } from '@/bridge/coalesced.ts'
import { useLoading } from '@/bridge/loading.ts'
import { call, on } from '@/bridge/program.ts'
import { onReturn } from '@/bridge/web-client.ts'

/** The sites of the fleet, as the program last told. */
export const useFleet = defineStore('fleet', () => {
  const sites = shallowRef<readonly SiteView[]>([])
  const byId = computed(() => new Map(sites.value.map(site => [site.id, site])))
  const loading = useLoading()
  /** Sites that are being asked right now. */
  const checking = ref<ReadonlySet<string>>(new Set())
  let asked = false

  function take(next: readonly SiteView[]): void {
    sites.value = next
    loading.first.value = false
  }

  async function load(): Promise<void> {
    await loading.run(async () => take(await call('sites.list', {})))
  }

  /** The first asker loads; later ones find the sites here, kept fresh by events. */
  async function ensure(): Promise<void> {
    if (asked) return
    asked = true
    const reload = coalesced(load)
    on('site.changed', reload)
    on('link.changed', reload)
    onReturn(reload)
    // The topology may have brought them already.
    if (loading.first.value) await load()
  }

  async function check(siteIds: readonly string[]): Promise<ReadonlyMap<string, HealthView>> {
    checking.value = new Set([...checking.value, ...siteIds])
    try {
      const results = new Map(
        (await call('sites.check', { siteIds: [...siteIds] })).map(result => [result.siteId, result.health])
      )
      take(sites.value.map(site => ({ ...site, health: results.get(site.id) ?? site.health })))
      return results
    } finally {
      const still = new Set(checking.value)
      for (const siteId of siteIds) still.delete(siteId)
      checking.value = still
    }
  }

  function put(site: SiteView): void {
    const others = sites.value.filter(other => other.id !== site.id)
    take([...others, site].sort((a, b) => a.name.localeCompare(b.name)))
  }

  async function update(patch: CallInput<'sites.update'>): Promise<void> {
    put(await call('sites.update', patch))
  }

  /** Gives the SQL for what REST cannot take away. */
  async function remove(siteId: string, keepEnrolment: boolean): Promise<string | null> {
    const { sql } = await call('sites.remove', { siteId, keepEnrolment })
    take(sites.value.filter(site => site.id !== siteId))
    return sql
  }

  async function startDemo(): Promise<void> {
    await loading.run(async () => {
      await call('demo.start', {})
      take(await call('sites.list', {}))
    })
  }

  function nameOf(siteId: string): string {
    return byId.value.get(siteId)?.name ?? ''
  }

  return { sites, byId, loading, checking, ensure, load, take, check, put, update, remove, startDemo, nameOf }
})

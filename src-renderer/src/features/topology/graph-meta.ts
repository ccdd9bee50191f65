import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useStaging } from '@/features/links/staging-store.ts'
import { useFormat } from '@/i18n/format.ts'
import { useTopology } from './topology-store.ts'

/** How many sites and links the graph has, and how many of them are only staged. */
export function useGraphMeta(): ComputedRef<string> {
  const { t } = useI18n()
  const format = useFormat()
  const topology = useTopology()
  const fleet = useFleet()
  const links = useLinks()
  const staging = useStaging()
  return computed(() => {
    if (topology.loading.first) return ''
    const staged = staging.staged.length
    const n = links.links.length - staged
    const parts = [
      t('fleet.meta', { n: format.number(fleet.sites.length) }, fleet.sites.length),
      t('topology.links', { n: format.number(n) }, n)
    ]
    return [...parts, ...(staged ? [t('topology.staged', { n: format.number(staged) })] : [])].join(', ')
  })
}

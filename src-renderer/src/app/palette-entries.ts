import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'
import { useDoctor } from '@/features/doctor/doctor-store.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import type { IconName } from '@/ui/icons.ts'

export interface PaletteEntry {
  readonly id: string
  readonly icon: IconName
  readonly text: string
  /** What kind of thing it is, or where it is. */
  readonly note: string
  readonly to?: RouteLocationRaw
  act?(): Promise<RouteLocationRaw | void>
}

const pages = ['fleet', 'topology', 'runs', 'doctor', 'activity', 'settings'] as const

/** Everything that the palette can lead to or do. */
export function usePaletteEntries(): ComputedRef<readonly PaletteEntry[]> {
  const { t } = useI18n()
  const fleet = useFleet()
  const links = useLinks()
  const runs = useRuns()
  const doctor = useDoctor()

  const between = (from: string, to: string): string =>
    t('runs.fromTo', { from: fleet.nameOf(from), to: fleet.nameOf(to) })

  return computed(() => [
    ...pages.map(name => ({
      id: `page/${name}`,
      icon: name,
      text: t(`nav.${name}`),
      note: t('palette.page'),
      to: { name }
    })),
    {
      id: 'act/examine',
      icon: 'doctor' as const,
      text: t('palette.examineAll'),
      note: t('palette.act'),
      act: async () => {
        await doctor.examine()
        return { name: 'doctor' }
      }
    },
    ...fleet.sites.map(site => ({
      id: `site/${site.id}`,
      icon: 'fleet' as const,
      text: site.name,
      note: site.mainDomain,
      to: { name: 'fleet', query: { site: site.id } }
    })),
    ...links.links.map(link => ({
      id: `link/${link.id}`,
      icon: 'link' as const,
      text: between(link.primaryId, link.replicaId),
      note: t('palette.link'),
      to: { name: 'topology', query: { link: link.id } }
    })),
    ...links.links
      .filter(link => link.state === 'ready')
      .map(link => ({
        id: `sync/${link.id}`,
        icon: 'runs' as const,
        text: t('palette.sync', { link: between(link.primaryId, link.replicaId) }),
        note: t('palette.act'),
        act: async () => {
          const [run] = await runs.start({ linkIds: [link.id] })
          return run ? { name: 'run', params: { runId: run.id } } : undefined
        }
      }))
  ])
}

/** Those that hold every word, those that begin with it first. */
export function matching(entries: readonly PaletteEntry[], query: string, limit: number): PaletteEntry[] {
  const asked = query.trim().toLowerCase()
  const words = asked.split(/\s+/)
  const hits = entries.filter(({ text, note }) => {
    const held = `${text} ${note}`.toLowerCase()
    return words.every(word => held.includes(word))
  })
  const first = hits.filter(({ text }) => text.toLowerCase().startsWith(asked))
  return [...first, ...hits.filter(hit => !first.includes(hit))].slice(0, limit)
}

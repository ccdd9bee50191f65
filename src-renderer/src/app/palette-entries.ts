import type { LinkView } from '@contract/link-shapes.ts'
import type { SiteView } from '@contract/shapes.ts'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'
import { useDoctor } from '@/features/doctor/doctor-store.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import type { IconName } from '@/ui/icons.ts'
import { usePaletteActs } from './palette-acts.ts'
import { pageKeys } from './shortcuts.ts'

export interface PaletteEntry {
  readonly id: string
  readonly icon: IconName
  readonly text: string
  /** What kind of thing it is, or where it is. */
  readonly note: string
  readonly to?: RouteLocationRaw
  act?(): Promise<RouteLocationRaw | void>
}

const pageIcons: Partial<Record<string, IconName>> = { schedules: 'slow', files: 'save' }

/** Everything that the palette can lead to or do: pages, acts, sites and links first, then what can be done with each of these. */
export function usePaletteEntries(showSheet: () => void): ComputedRef<readonly PaletteEntry[]> {
  const { t } = useI18n()
  const fleet = useFleet()
  const links = useLinks()
  const runs = useRuns()
  const doctor = useDoctor()
  const acts = usePaletteActs(showSheet)

  const between = ({ primaryId, replicaId }: LinkView): string =>
    t('runs.fromTo', { from: fleet.nameOf(primaryId), to: fleet.nameOf(replicaId) })

  const ofSite = ({ id, name, state }: SiteView): PaletteEntry[] => [
    {
      id: `check/${id}`,
      icon: 'ok',
      text: t('palette.check', { site: name }),
      note: t('palette.act'),
      act: async () => {
        await fleet.check([id])
        return { name: 'site', params: { siteId: id } }
      }
    },
    ...(state === 'pending'
      ? []
      : [
          {
            id: `examine/${id}`,
            icon: 'doctor' as const,
            text: t('palette.examine', { site: name }),
            note: t('palette.act'),
            act: async () => {
              await doctor.examine([id])
              return { name: 'doctor', query: { site: id } }
            }
          },
          {
            id: `link-from/${id}`,
            icon: 'link' as const,
            text: t('palette.linkFrom', { site: name }),
            note: t('palette.act'),
            to: { name: 'topology', query: { from: id } }
          },
          {
            id: `rotate/${id}`,
            icon: 'key' as const,
            text: t('palette.rotate', { site: name }),
            note: t('palette.act'),
            to: { name: 'site', params: { siteId: id }, query: { do: 'rotate' } }
          }
        ])
  ]

  const ofLink = (link: LinkView): PaletteEntry[] => [
    {
      id: `sync/${link.id}`,
      icon: 'runs',
      text: t('palette.sync', { link: between(link) }),
      note: t('palette.act'),
      act: async () => {
        const [run] = await runs.start({ linkIds: [link.id] })
        return run ? { name: 'run', params: { runId: run.id } } : undefined
      }
    },
    {
      id: `compare/${link.id}`,
      icon: 'drift',
      text: t('palette.compare', { link: between(link) }),
      note: t('palette.act'),
      act: async () => {
        await links.compare([link.id])
        return { name: 'topology', query: { link: link.id } }
      }
    },
    // Each begins with its plan: nothing is written before that was read.
    ...(['edit', 'deregister', 'purge'] as const).map(act => ({
      id: `${act}/${link.id}`,
      icon: act === 'edit' ? ('update' as const) : ('remove' as const),
      text: t(`palette.${act}`, { link: between(link), site: fleet.nameOf(link.replicaId) }),
      note: t('palette.act'),
      to: { name: 'topology', query: { link: link.id, do: act } }
    }))
  ]

  return computed(() => [
    ...Object.values(pageKeys).map(name => ({
      id: `page/${name}`,
      icon: pageIcons[name] ?? (name as IconName),
      text: t(`nav.${name}`),
      note: t('palette.page'),
      to: { name }
    })),
    ...acts.value,
    ...fleet.sites.map(site => ({
      id: `site/${site.id}`,
      icon: 'fleet' as const,
      text: site.name,
      note: site.mainDomain,
      to: { name: 'site', params: { siteId: site.id } }
    })),
    ...links.links.map(link => ({
      id: `link/${link.id}`,
      icon: 'link' as const,
      text: between(link),
      note: t('palette.link'),
      to: { name: 'topology', query: { link: link.id } }
    })),
    ...links.links.filter(({ state }) => state === 'ready').flatMap(ofLink),
    ...fleet.sites.flatMap(ofSite)
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
  const first = new Set(hits.filter(({ text }) => text.toLowerCase().startsWith(asked)))
  return [...first, ...hits.filter(hit => !first.has(hit))].slice(0, limit)
}

import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDoctor } from '@/features/doctor/doctor-store.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import { useSettings } from '@/features/settings/settings-store.ts'
import type { IconName } from '@/ui/icons.ts'
import type { PaletteEntry } from './palette-entries.ts'
import { theme } from './theme/theme.ts'

type Act = Pick<PaletteEntry, 'to' | 'act'>

/** Everything that can be done without naming a site or a link. */
export function usePaletteActs(showSheet: () => void): ComputedRef<readonly PaletteEntry[]> {
  const { t } = useI18n()
  const fleet = useFleet()
  const links = useLinks()
  const runs = useRuns()
  const doctor = useDoctor()
  const settings = useSettings()
  const ready = (): string[] => links.links.filter(({ state }) => state === 'ready').map(({ id }) => id)

  const entry = (name: string, icon: IconName, does: Act): PaletteEntry => ({
    id: `act/${name}`,
    icon,
    text: t(`palette.acts.${name}`),
    note: t('palette.act'),
    ...does
  })

  return computed(() => [
    entry('addSite', 'plus', { to: { name: 'fleet', query: { add: '' } } }),
    entry('importSites', 'save', { to: { name: 'fleet', query: { import: '' } } }),
    entry('checkAll', 'ok', {
      act: async () => {
        await fleet.check(fleet.sites.map(({ id }) => id))
        return { name: 'fleet' }
      }
    }),
    entry('examineAll', 'doctor', {
      act: async () => {
        await doctor.examine()
        return { name: 'doctor' }
      }
    }),
    entry('syncAll', 'runs', {
      act: async () => {
        if (ready().length) await runs.start({ linkIds: ready() })
        return { name: 'runs' }
      }
    }),
    entry('compareAll', 'drift', {
      act: async () => {
        if (ready().length) await links.compare(ready())
        return { name: 'topology' }
      }
    }),
    entry('discover', 'search', { to: { name: 'topology', query: { discover: '' } } }),
    entry('addSchedule', 'slow', { to: { name: 'schedules', query: { add: '' } } }),
    ...(['exportTopology', 'importTopology', 'backup', 'report'] as const).map(name =>
      entry(name, name === 'importTopology' ? 'save' : 'export', { to: { name: 'files' } })
    ),
    entry('exportActivity', 'export', { to: { name: 'activity', query: { export: '' } } }),
    entry(theme.value === 'dark' ? 'light' : 'dark', theme.value === 'dark' ? 'sun' : 'moon', {
      act: () => settings.setTheme(theme.value === 'dark' ? 'light' : 'dark')
    }),
    entry(settings.language === 'de' ? 'english' : 'german', 'settings', {
      act: () => settings.setLanguage(settings.language === 'de' ? 'en' : 'de')
    }),
    entry('shortcuts', 'info', { act: async () => showSheet() })
  ])
}

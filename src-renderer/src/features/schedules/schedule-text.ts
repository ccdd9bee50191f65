import type { ScheduleView } from '@contract/schedule-shapes.ts'
import { useI18n } from 'vue-i18n'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useFormat } from '@/i18n/format.ts'
import { presets } from './schedule-draft.ts'

/** What a schedule says, in words. */
export function useScheduleText() {
  const { t } = useI18n()
  const format = useFormat()
  const fleet = useFleet()
  const links = useLinks()

  function target({ target: meant }: Pick<ScheduleView, 'target'>): string {
    if ('tag' in meant) return t('schedules.ofTag', { tag: meant.tag })
    const link = links.byId.get(meant.linkId)
    if (!link) return t('runs.linkGone')
    return t('runs.fromTo', { from: fleet.nameOf(link.primaryId), to: fleet.nameOf(link.replicaId) })
  }

  function cron(expression: string): string {
    const at = (presets as readonly string[]).indexOf(expression)
    return at < 0 ? expression : t(`schedules.presets.${at}`)
  }

  function rhythm({ rhythm: one }: Pick<ScheduleView, 'rhythm'>): string {
    if ('cron' in one) return cron(one.cron)
    const { minutes } = one
    if (minutes % 1_440 === 0)
      return t('schedules.everyDays', { n: format.number(minutes / 1_440) }, minutes / 1_440)
    if (minutes % 60 === 0) return t('schedules.everyHours', { n: format.number(minutes / 60) }, minutes / 60)
    return t('schedules.everyMinutes', { n: format.number(minutes) }, minutes)
  }

  function quiet({ quiet: hours }: Pick<ScheduleView, 'quiet'>): string {
    return hours.map(({ from, to }) => `${from}–${to}`).join(', ') || '–'
  }

  return { target, rhythm, cron, quiet }
}

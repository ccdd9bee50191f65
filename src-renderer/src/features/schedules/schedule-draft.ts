import type { CallInput } from '@contract/calls.ts'
import type { ScheduleView } from '@contract/schedule-shapes.ts'

type Wish = CallInput<'schedules.add'>

export interface QuietDraft {
  readonly from: string
  readonly to: string
  /** 0 for Sunday; none is every day. */
  readonly days: readonly number[]
}

/** A schedule as its form holds it: both kinds of each choice, so that turning one over loses nothing. */
export interface ScheduleDraft {
  readonly by: 'link' | 'tag'
  readonly linkId: string
  readonly tag: string
  readonly rhythm: 'interval' | 'cron'
  readonly minutes: number
  readonly cron: string
  readonly zone: string
  readonly missed: 'skip' | 'once'
  readonly quiet: readonly QuietDraft[]
  readonly webhook: string
}

/** Cron expressions that people mean most often. */
export const presets = ['@hourly', '30 2 * * *', '0 6 * * 1-5', '0 3 * * 0'] as const

export function newDraft(linkId: string, tag: string): ScheduleDraft {
  return {
    by: linkId || !tag ? 'link' : 'tag',
    linkId,
    tag,
    rhythm: 'interval',
    minutes: 60,
    cron: '30 2 * * *',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    missed: 'skip',
    quiet: [],
    webhook: ''
  }
}

export function draftOf(schedule: ScheduleView): ScheduleDraft {
  const { target, rhythm, zone, missed, quiet } = schedule
  const plain = newDraft('', '')
  return {
    ...plain,
    ...('linkId' in target ? { by: 'link', linkId: target.linkId } : { by: 'tag', tag: target.tag }),
    ...('minutes' in rhythm
      ? { rhythm: 'interval', minutes: rhythm.minutes }
      : { rhythm: 'cron', cron: rhythm.cron }),
    zone,
    missed,
    quiet: quiet.map(({ from, to, days }) => ({ from, to, days: days.length === 7 ? [] : days }))
  }
}

export function isComplete({ by, linkId, tag, rhythm, minutes, cron }: ScheduleDraft): boolean {
  const target = by === 'link' ? linkId !== '' : tag.trim() !== ''
  return target && (rhythm === 'interval' ? Number.isInteger(minutes) && minutes > 0 : cron.trim() !== '')
}

/** What the program is asked for. The webhook is left out: an address that was kept is shown without its secret part. */
export function wishOf(draft: ScheduleDraft): Wish {
  const { by, linkId, tag, rhythm, minutes, cron, zone, missed, quiet } = draft
  return {
    target: by === 'link' ? { linkId } : { tag: tag.trim() },
    rhythm: rhythm === 'interval' ? { minutes } : { cron: cron.trim() },
    zone,
    missed,
    quiet: quiet.map(({ from, to, days }) => ({ from, to, ...(days.length ? { days: [...days] } : {}) }))
  }
}

/** The same schedule once more, after it was removed. */
export function wishAgain(schedule: ScheduleView): Wish {
  return { ...wishOf(draftOf(schedule)), maintenance: [...schedule.maintenance], enabled: schedule.enabled }
}

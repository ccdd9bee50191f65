import type { ScheduleView } from '../../contract/schedule-shapes.ts'
import type { QuietHours, Schedule, ScheduleTarget } from '../../core/schedule/schedule.ts'

export const everyDay = [0, 1, 2, 3, 4, 5, 6] as const

export function scheduleView(
  schedule: Schedule,
  links: readonly { readonly id: string }[],
  nextRunAt: number | null
): ScheduleView {
  const { id, target, rule, webhook, enabled, lastRunAt } = schedule
  const { rhythm, zone, missed, quiet, maintenance } = rule
  return {
    id,
    target: target.kind === 'link' ? { linkId: target.linkId } : { tag: target.tag },
    rhythm: rhythm.kind === 'cron' ? { cron: rhythm.expression } : { minutes: rhythm.minutes },
    zone,
    missed,
    quiet: quiet.map(({ from, to, days }) => ({ from: clockText(from), to: clockText(to), days: [...days] })),
    maintenance: maintenance.map(({ from, to }) => ({ from, to })),
    webhook: webhook === null ? null : `${new URL(webhook).origin}/…`,
    enabled,
    links: links.map(link => link.id),
    lastRunAt,
    nextRunAt
  }
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Quiet hours as core counts them. */
export function quietHours(given: { from: string; to: string; days?: number[] | undefined }): QuietHours {
  return { from: minutesOf(given.from), to: minutesOf(given.to), days: given.days ?? everyDay }
}

function minutesOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number)
  return hours! * 60 + minutes!
}

export function targetOf(given: { linkId: string } | { tag: string }): ScheduleTarget {
  return 'linkId' in given ? { kind: 'link', linkId: given.linkId } : { kind: 'tag', tag: given.tag }
}

import { Cron } from 'croner'
import type { CronTimes } from '../../core/schedule/schedule.ts'

/**
 * Cron expressions of five fields, read by croner. At a change of clocks a fixed time that does not exist comes right after the gap, and
 * one that exists twice comes once.
 */
export const cronTimes: CronTimes = {
  next(expression, zone, after) {
    return cronOf(expression, zone).nextRun(new Date(after))?.getTime() ?? null
  },
  refusal(expression) {
    try {
      cronOf(expression, 'UTC')
      return null
    } catch (thrown) {
      return thrown instanceof Error ? thrown.message.replace(/^CronPattern: /, '') : String(thrown)
    }
  }
}

const known = new Map<string, Cron>()

function cronOf(expression: string, zone: string): Cron {
  const name = `${zone} ${expression}`
  const made = known.get(name) ?? new Cron(expression, { timezone: zone, mode: '5-part', paused: true })
  if (known.size > 1_000) known.clear()
  known.set(name, made)
  return made
}

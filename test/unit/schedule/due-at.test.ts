import { describe, expect, it } from 'vitest'
import { cronTimes } from '../../../src-main/app/schedule/cron-times.ts'
import { dueAt } from '../../../src-main/core/schedule/due-at.ts'
import type { ScheduleRule } from '../../../src-main/core/schedule/schedule.ts'

const at = (text: string): number => Date.parse(text)
const show = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const hour = (from: number, to: number, days = everyDay) => ({ from: from * 60, to: to * 60, days })

interface Given extends Partial<ScheduleRule> {
  readonly since?: string
  readonly last?: string
  readonly now: string
  readonly enabled?: boolean
}

/** When it is due, given how it was made and what the clock shows. */
function due({ since = '2026-06-01T00:00:00Z', last, now, enabled = true, ...rule }: Given): string | null {
  const whole: ScheduleRule = {
    rhythm: { kind: 'interval', minutes: 15 },
    zone: 'Europe/Zurich',
    missed: 'skip',
    quiet: [],
    maintenance: [],
    ...rule
  }
  return show(dueAt({ rule: whole, enabled, since: at(since) }, last ? at(last) : null, at(now), cronTimes))
}
const daily = (expression: string) => ({ rhythm: { kind: 'cron', expression } as const })

describe('an interval', () => {
  it('counts from when it was made, however long a run takes and however late it begins', () => {
    expect(due({ now: '2026-06-01T00:00:01Z' })).toBe('2026-06-01T00:15:00.000Z')
    expect(due({ last: '2026-06-01T08:00:42Z', now: '2026-06-01T08:01:00Z' })).toBe(
      '2026-06-01T08:15:00.000Z'
    )
    expect(due({ last: '2026-06-01T08:00:42Z', now: '2026-06-01T08:15:00Z' })).toBe(
      '2026-06-01T08:15:00.000Z'
    )
  })

  it('is not moved by a change of clocks', () => {
    const gap = { since: '2026-03-28T00:00:00Z', rhythm: { kind: 'interval', minutes: 60 } as const }
    expect(due({ ...gap, last: '2026-03-29T00:00:00Z', now: '2026-03-29T00:30:00Z' })).toBe(
      '2026-03-29T01:00:00.000Z'
    )
    expect(due({ ...gap, last: '2026-03-29T01:00:00Z', now: '2026-03-29T01:30:00Z' })).toBe(
      '2026-03-29T02:00:00.000Z'
    )
  })

  it('is never due while it is switched off', () => {
    expect(due({ now: '2026-06-02T00:00:00Z', enabled: false })).toBeNull()
  })
})

describe('a cron expression', () => {
  it('is meant in its own zone, in summer and in winter', () => {
    const seven = daily('0 7 * * 1-5')
    expect(due({ ...seven, now: '2026-06-01T00:00:00Z' })).toBe('2026-06-01T05:00:00.000Z')
    expect(due({ ...seven, since: '2026-12-01T00:00:00Z', now: '2026-12-01T00:00:00Z' })).toBe(
      '2026-12-01T06:00:00.000Z'
    )
    expect(due({ ...seven, zone: 'America/New_York', now: '2026-06-01T00:00:00Z' })).toBe(
      '2026-06-01T11:00:00.000Z'
    )
    expect(due({ ...seven, last: '2026-06-05T05:00:00Z', now: '2026-06-05T06:00:00Z' })).toBe(
      '2026-06-08T05:00:00.000Z'
    )
  })

  it('comes right after the gap where its time does not exist, and once where it exists twice', () => {
    const halfPastTwo = { ...daily('30 2 * * *'), since: '2026-01-01T00:00:00Z' }
    const spring = due({ ...halfPastTwo, last: '2026-03-28T01:30:00Z', now: '2026-03-28T12:00:00Z' })
    expect(spring).toBe('2026-03-29T01:00:00.000Z')
    expect(due({ ...halfPastTwo, last: spring!, now: '2026-03-29T01:00:05Z' })).toBe(
      '2026-03-30T00:30:00.000Z'
    )
    const autumn = due({ ...halfPastTwo, last: '2026-10-24T00:30:00Z', now: '2026-10-24T12:00:00Z' })
    expect(autumn).toBe('2026-10-25T00:30:00.000Z')
    expect(due({ ...halfPastTwo, last: autumn!, now: '2026-10-25T01:30:00Z' })).toBe(
      '2026-10-26T01:30:00.000Z'
    )
  })

  it('is never due where its date is past, or does not exist', () => {
    expect(due({ ...daily('0 0 31 2 *'), now: '2026-06-01T00:00:00Z' })).toBeNull()
  })
})

describe('missed runs', () => {
  const asleep = { last: '2026-06-01T08:00:00Z', now: '2026-06-01T11:07:00Z' }

  it('are left out, or made up for by one', () => {
    expect(due(asleep)).toBe('2026-06-01T11:15:00.000Z')
    expect(due({ ...asleep, missed: 'once' })).toBe('2026-06-01T11:07:00.000Z')
    const after = { last: '2026-06-01T11:07:00Z', now: '2026-06-01T11:08:00Z', missed: 'once' } as const
    expect(due(after)).toBe('2026-06-01T11:15:00.000Z')
  })

  it('are only those that are more than a moment late', () => {
    expect(due({ ...asleep, now: '2026-06-01T11:01:30Z' })).toBe('2026-06-01T11:00:00.000Z')
    expect(due({ ...asleep, now: '2026-06-01T11:02:30Z' })).toBe('2026-06-01T11:15:00.000Z')
  })

  it('are made up for after a year, too, and at once when a program is opened late', () => {
    expect(due({ ...daily('0 3 * * *'), since: '2025-01-01T00:00:00Z', now: '2026-06-01T12:00:00Z' })).toBe(
      '2026-06-02T01:00:00.000Z'
    )
    expect(
      due({
        ...daily('0 3 * * *'),
        since: '2025-01-01T00:00:00Z',
        now: '2026-06-01T12:00:00Z',
        missed: 'once'
      })
    ).toBe('2026-06-01T12:00:00.000Z')
  })
})

describe('a clock that is set back', () => {
  it('does not silence a schedule until it has caught up', () => {
    const wrong = { last: '2027-06-01T08:00:00Z', now: '2026-06-01T08:07:00Z' }
    expect(due(wrong)).toBe('2026-06-01T08:15:00.000Z')
    expect(due({ ...wrong, missed: 'once' })).toBe('2026-06-01T08:15:00.000Z')
    expect(due({ ...wrong, now: '2026-06-01T08:15:01Z' })).toBe('2026-06-01T08:15:00.000Z')
    expect(due({ ...wrong, since: '2027-05-01T00:05:00Z' })).toBe('2026-06-01T08:20:00.000Z')
  })

  it('begins no run twice where it was set back by a breath', () => {
    const breath = { last: '2026-06-01T08:15:00Z', now: '2026-06-01T08:14:50Z' }
    expect(due(breath)).toBe('2026-06-01T08:30:00.000Z')
    expect(due({ ...breath, missed: 'once' })).toBe('2026-06-01T08:30:00.000Z')
  })

  it('goes on normally once a run began after it', () => {
    const since = '2027-05-01T00:05:00Z'
    expect(due({ since, last: '2026-06-01T08:20:01Z', now: '2026-06-01T08:20:30Z' })).toBe(
      '2026-06-01T08:35:00.000Z'
    )
  })
})

describe('quiet hours', () => {
  const night = { quiet: [hour(22, 6)], rhythm: { kind: 'interval', minutes: 60 } as const }

  it('over midnight leave out what falls into them, or make up for it by one run at their end', () => {
    const evening = { ...night, last: '2026-06-01T19:00:00Z', now: '2026-06-01T19:30:00Z' }
    expect(due(evening)).toBe('2026-06-02T04:00:00.000Z')
    const late = { ...night, last: '2026-06-01T19:00:00Z', now: '2026-06-01T23:30:00Z' }
    expect(due(late)).toBe('2026-06-02T04:00:00.000Z')
    expect(due({ ...late, missed: 'once' })).toBe('2026-06-02T04:00:00.000Z')
    expect(due({ ...late, missed: 'once', quiet: [{ ...hour(22, 6), to: 6 * 60 + 20 }] })).toBe(
      '2026-06-02T04:20:00.000Z'
    )
  })

  it('end by the clock on the wall, also in the night in which it changes', () => {
    const spring = { ...night, since: '2026-03-01T00:00:00Z', missed: 'once' } as const
    expect(due({ ...spring, last: '2026-03-28T20:00:00Z', now: '2026-03-28T23:30:00Z' })).toBe(
      '2026-03-29T04:00:00.000Z'
    )
    const autumn = { ...spring, last: '2026-10-24T19:00:00Z', now: '2026-10-24T23:30:00Z' }
    expect(due(autumn)).toBe('2026-10-25T05:00:00.000Z')
  })

  it('hold on the days named, the night before included', () => {
    const weekend = { ...night, quiet: [hour(22, 6, [6])] }
    expect(due({ ...weekend, last: '2026-06-05T20:00:00Z', now: '2026-06-05T20:30:00Z' })).toBe(
      '2026-06-05T21:00:00.000Z'
    )
    expect(due({ ...weekend, last: '2026-06-06T19:00:00Z', now: '2026-06-06T23:30:00Z' })).toBe(
      '2026-06-07T04:00:00.000Z'
    )
    expect(due({ ...weekend, last: '2026-06-07T19:00:00Z', now: '2026-06-07T20:30:00Z' })).toBe(
      '2026-06-07T21:00:00.000Z'
    )
  })

  it('that begin while a moment passes let it pass', () => {
    const just = { ...night, quiet: [{ ...hour(22, 6), from: 22 * 60 + 1 }] }
    expect(due({ ...just, last: '2026-06-01T19:00:00Z', now: '2026-06-01T20:01:30Z' })).toBe(
      '2026-06-02T04:00:00.000Z'
    )
  })

  it('that leave no time at all leave nothing', () => {
    const always = { ...night, quiet: [hour(0, 12), hour(12, 0)] }
    expect(due({ ...always, now: '2026-06-01T00:30:00Z' })).toBeNull()
    expect(due({ ...always, now: '2026-06-01T00:30:00Z', missed: 'once' })).toBeNull()
    const onlyThen = { quiet: [hour(1, 4)], ...daily('0 3 * * *'), since: '2026-06-01T12:00:00Z' }
    expect(due({ ...onlyThen, now: '2026-06-01T12:00:00Z' })).toBeNull()
    expect(due({ ...onlyThen, now: '2026-06-01T12:00:00Z', missed: 'once' })).toBe('2026-06-02T02:00:00.000Z')
  })
})

describe('a maintenance window', () => {
  const works = {
    maintenance: [{ from: at('2026-06-01T08:00:00Z'), to: at('2026-06-03T08:05:00Z') }],
    last: '2026-06-01T07:45:00Z'
  }

  it('is waited for', () => {
    expect(due({ ...works, now: '2026-06-01T07:50:00Z' })).toBe('2026-06-03T08:15:00.000Z')
    expect(due({ ...works, now: '2026-06-02T07:50:00Z' })).toBe('2026-06-03T08:15:00.000Z')
    expect(due({ ...works, now: '2026-06-02T07:50:00Z', missed: 'once' })).toBe('2026-06-03T08:05:00.000Z')
  })

  it('joins quiet hours that follow it', () => {
    const evening = [{ from: at('2026-06-01T18:00:00Z'), to: at('2026-06-01T20:30:00Z') }]
    expect(
      due({ maintenance: evening, quiet: [hour(22, 6)], missed: 'once', now: '2026-06-01T18:30:00Z' })
    ).toBe('2026-06-02T04:00:00.000Z')
  })
})

import { describe, expect, it } from 'vitest'
import { cronTimes } from '../../../src-main/app/schedule/cron-times.ts'
import { troubleOf } from '../../../src-main/app/schedule/scheduled-run.ts'
import { checkWebhook } from '../../../src-main/app/schedule/webhook.ts'
import { checkRule } from '../../../src-main/core/schedule/check-rule.ts'
import { linksMeant } from '../../../src-main/core/schedule/links-meant.ts'
import type { ScheduleRule } from '../../../src-main/core/schedule/schedule.ts'
import type { RunRecord } from '../../../src-main/core/sync/records.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'

const days = [0, 1, 2, 3, 4, 5, 6]
const codeOf = (work: () => void): string | null => {
  try {
    work()
    return null
  } catch (thrown) {
    return (thrown as { code: string }).code
  }
}

describe('a rule', () => {
  const rule: ScheduleRule = {
    rhythm: { kind: 'interval', minutes: 15 },
    zone: 'Europe/Zurich',
    missed: 'skip',
    quiet: [],
    maintenance: []
  }
  const refused = (more: Partial<ScheduleRule>) =>
    codeOf(() => checkRule({ ...rule, ...more }, cronTimes, Date.parse('2026-06-01T00:00:00Z')))
  const cron = (expression: string) => ({ rhythm: { kind: 'cron', expression } as const })
  const every = (minutes: number) => ({ rhythm: { kind: 'interval', minutes } as const })

  it('is taken where it can be followed', () => {
    for (const more of [
      {},
      every(1),
      cron('*/5 7-19 * * MON-FRI'),
      { quiet: [{ from: 1320, to: 360, days }] }
    ])
      expect(refused(more)).toBeNull()
  })

  it.each([
    { zone: 'Europe/Nowhere' },
    { zone: '' },
    every(0),
    every(0.5),
    every(-15),
    every(NaN),
    every(50_000),
    cron('* * * * * *'),
    cron('@reboot'),
    cron('61 * * * *'),
    cron('hello'),
    cron('0 0 31 2 *'),
    { quiet: [{ from: 60, to: 60, days }] },
    {
      quiet: [
        { from: 0, to: 720, days },
        { from: 720, to: 0, days }
      ]
    },
    { maintenance: [{ from: 5, to: 5 }] }
  ] as Partial<ScheduleRule>[])('is refused as %j', more => {
    expect(refused(more)).toBe('schedule-invalid')
  })
})

describe('a webhook', () => {
  it('is an https address, or on this computer', () => {
    for (const fine of ['https://hooks.example.ch/x?token=1', 'http://127.0.0.1:8080/', 'http://localhost/'])
      expect(codeOf(() => checkWebhook(fine))).toBeNull()
    for (const bad of [
      'http://example.ch',
      'javascript:alert(1)',
      'https://a:b@x.ch',
      'x',
      '',
      'file:///etc'
    ])
      expect(codeOf(() => checkWebhook(bad))).toBe('schedule-invalid')
  })
})

describe('the links of a schedule', () => {
  const link = (id: string, primaryId: string, replicaId: string, state: Link['state'] = 'ready'): Link => ({
    id,
    primaryId,
    replicaId,
    state,
    twinId: null,
    models: [],
    delivery: 'compare',
    keyRef: 'k',
    createdAt: 1
  })
  const links = [
    link('1', 'a', 'b'),
    link('2', 'b', 'c'),
    link('3', 'c', 'd'),
    link('4', 'a', 'd', 'removing')
  ]
  const sites = [
    { id: 'a', tags: ['Zürich'] },
    { id: 'b', tags: [] },
    { id: 'c', tags: ['zu\u0308rich ', 'x'] },
    { id: 'd', tags: ['y'] }
  ]
  const meant = (target: Parameters<typeof linksMeant>[0]) =>
    linksMeant(target, links, sites).map(one => one.id)

  it('are those of either side with the tag, and only what is ready', () => {
    expect(meant({ kind: 'tag', tag: 'ZÜRICH' })).toEqual(['1', '2', '3'])
    expect(meant({ kind: 'tag', tag: 'y' })).toEqual(['3'])
    expect(meant({ kind: 'tag', tag: 'z' })).toEqual([])
    expect(meant({ kind: 'link', linkId: '2' })).toEqual(['2'])
    expect(meant({ kind: 'link', linkId: '4' })).toEqual([])
  })

  it('are both directions of a pair', () => {
    const pair = [
      { ...link('1', 'a', 'b'), twinId: '2' },
      { ...link('2', 'b', 'a'), twinId: '1' }
    ]
    expect(linksMeant({ kind: 'link', linkId: '2' }, pair, sites).map(one => one.id)).toEqual(['1', '2'])
  })
})

describe('the end of a scheduled run', () => {
  const counts = { create: 1, update: 0, delete: 0, unchanged: 5, conflict: 0, blocked: 0, failed: 0 }
  const run = (state: RunRecord['state'], more: Partial<RunRecord> = {}): RunRecord => ({
    primaryName: 'A',
    replicaName: 'B',
    ...{
      id: 'r',
      linkId: 'l',
      state,
      counts,
      sent: 1,
      requests: 3,
      arrived: null,
      bytes: 3,
      planOnly: false,
      lastIds: {},
      startedBy: 'schedule'
    },
    startedAt: 1,
    endedAt: 2,
    reason: null,
    ...more
  })

  it('is only told where a person should hear of it', () => {
    expect(troubleOf(run('done'))).toBeNull()
    expect(troubleOf(run('cancelled'))).toBeNull()
    expect(troubleOf(run('partly', { counts: { ...counts, failed: 2, blocked: 1 } }))).toMatchObject({
      code: 'run-stopped',
      message: 'The run ended only partly: 2 failed, 1 blocked. Open it to see which.'
    })
    expect(troubleOf(run('partly', { counts: { ...counts, conflict: 1 } }))?.code).toBe('needs-confirmation')
    const reason = { code: 'site-unreachable', message: 'away', details: {} } as const
    expect(troubleOf(run('stopped', { reason }))).toEqual(reason)
  })
})

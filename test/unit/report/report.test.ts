import { describe, expect, it } from 'vitest'
import { findingKinds } from '../../../src-main/core/doctor/finding.ts'
import { csvLine } from '../../../src-main/core/report/csv.ts'
import { reportHtml, reportMark } from '../../../src-main/core/report/report-html.ts'
import { reportWords } from '../../../src-main/core/report/report-words.ts'
import type { Report } from '../../../src-main/core/report/report.ts'
import { summarise, troublesOf } from '../../../src-main/core/report/summary.ts'
import { runStates, type RunRecord } from '../../../src-main/core/sync/records.ts'

const counts = { create: 2, update: 3, delete: 1, unchanged: 50, conflict: 0, blocked: 0, failed: 1 }
const run = (state: RunRecord['state'], startedAt: number, code?: string): RunRecord => ({
  primaryName: 'A',
  replicaName: 'B',
  ...{
    id: `r${startedAt}`,
    linkId: 'l',
    state,
    counts,
    sent: 6,
    requests: 9,
    arrived: null,
    bytes: 9,
    planOnly: false,
    lastIds: {},
    startedAt
  },
  startedBy: 'schedule',
  endedAt: startedAt + 1,
  reason: code ? { code: code as never, message: 'x', details: {} } : null
})

describe('a line of a table', () => {
  it('keeps what it is given, and no spreadsheet takes it for a formula', () => {
    expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', null, 7])).toBe(
      'a,"b,c","say ""hi""","two\nlines",,7\r\n'
    )
    expect(csvLine(['=1+1', '+cmd', '@x', '-x', '-5', '+4.5', '\tx'])).toBe(
      "'=1+1,'+cmd,'@x,'-x,-5,+4.5,'\tx\r\n"
    )
  })
})

describe('the sum of a period', () => {
  it('counts as a change only what was sent', () => {
    const runs = [
      run('done', 1),
      run('partly', 2),
      run('waiting', 3, 'needs-confirmation'),
      run('cancelled', 4)
    ]
    expect(summarise(runs)).toEqual({
      runs: 4,
      well: 1,
      created: 4,
      updated: 6,
      removed: 2,
      failed: 2,
      lastAt: 4,
      lastState: 'cancelled'
    })
    expect(summarise([])).toMatchObject({ runs: 0, lastAt: null, lastState: null })
  })

  it('counts what arrived, whether or not the rest of the run did', () => {
    const arrived = { create: 1, update: 2, delete: 0 }
    const runs = (['partly', 'stopped', 'cancelled'] as const).map((state, at) => ({
      ...run(state, at),
      arrived
    }))
    expect(summarise(runs)).toMatchObject({ created: 3, updated: 6, removed: 0 })
  })

  it('names each kind of trouble once, the most frequent first', () => {
    const runs = [
      run('stopped', 5, 'site-refused'),
      run('stopped', 1, 'site-unreachable'),
      run('stopped', 9, 'site-timeout'),
      run('waiting', 3, 'removals-need-confirmation'),
      run('done', 4)
    ]
    expect(troublesOf(runs)).toEqual([
      { kind: 'away', times: 2, firstAt: 1, lastAt: 9 },
      { kind: 'refused', times: 1, firstAt: 5, lastAt: 5 },
      { kind: 'asks', times: 1, firstAt: 3, lastAt: 3 }
    ])
  })
})

const evil = `<script>alert("1")</script>&'`
const report: Report = {
  about: evil,
  title: evil,
  from: Date.parse('2026-05-31T22:00:00Z'),
  to: Date.parse('2026-06-30T22:00:00Z'),
  madeAt: Date.parse('2026-07-01T06:00:00Z'),
  zone: 'Europe/Zurich',
  sites: [
    {
      name: evil,
      mainDomain: 'x.ch',
      looks: 200,
      answered: 199,
      examinedAt: Date.parse('2026-06-02'),
      findings: [{ kind: 'host-stopped', severity: 'error', count: 2 }]
    },
    { name: 'Y', mainDomain: 'y.ch', looks: 0, answered: 0, examinedAt: null, findings: [] }
  ],
  links: [
    {
      ...{
        primary: evil,
        replica: 'Y',
        models: [evil],
        summary: summarise([run('stopped', 5, 'site-refused')])
      },
      troubles: troublesOf([run('stopped', 5, 'site-refused')])
    }
  ],
  totals: summarise([run('done', 1)])
}

describe('a report to print', () => {
  it.each(['de', 'en'] as const)('lets nothing run and fetches nothing, in %s', language => {
    const html = reportHtml(report, language)
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|<img|<link|<iframe|url\(|@import|src=|href=/i)
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;')
    expect(html).toContain("default-src 'none'")
    expect(html.slice(0, 200)).toContain(reportMark)
    expect(html).toContain(`<html lang="${language}"`)
  })

  it('speaks the customer’s language, dates and numbers included', () => {
    const german = reportHtml({ ...report, title: null, about: null }, 'de')
    for (const text of [
      'Bericht zur Replikation',
      'Alle Sites',
      '1. Juni 2026 – 30. Juni 2026',
      'Eine Site verweigerte den Zugriff',
      'Fehler: Das Senden an einen Empfänger steht still (2)',
      'nicht beobachtet',
      '99.5%'
    ])
      expect(german).toContain(text)
    const english = reportHtml({ ...report, title: null, about: null }, 'en')
    for (const text of ['Replication report', '1 June 2026 – 30 June 2026', 'A site refused access', '99.5%'])
      expect(english).toContain(text)
  })

  it('has a word for everything in both languages', () => {
    for (const words of Object.values(reportWords)) {
      expect(Object.keys(words.finding).sort()).toEqual([...findingKinds].sort())
      expect(Object.keys(words.state).sort()).toEqual([...runStates].sort())
      expect(JSON.stringify(words)).not.toContain('""')
    }
  })
})

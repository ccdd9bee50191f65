/** Findings as the doctor would make them, for the fake program. */
import type { ExaminationView, FindingView } from '@contract/doctor-shapes.ts'
import type { WorkflowView } from '@contract/link-shapes.ts'
import { step, workflow } from './fake-plans.ts'

function finding(
  siteId: string,
  kind: FindingView['kind'],
  severity: FindingView['severity'],
  evidence: FindingView['evidence'],
  mendable = true,
  linkId: string | null = null
): FindingView {
  const subject = typeof evidence['host'] === 'string' ? evidence['host'] : kind
  return {
    id: `${siteId}/${kind}/${subject}`,
    kind,
    severity,
    siteId,
    linkId,
    subject,
    evidence,
    mendable,
    choices: []
  }
}

const all: readonly FindingView[] = [
  finding(
    'koeniz',
    'host-stopped',
    'error',
    {
      host: 'musikschule.example',
      waiting: 14,
      models: ['Event', 'Category'],
      wouldRemove: 0,
      notResumedBecause: 'fails-again'
    },
    true,
    'koeniz-musik'
  ),
  finding('thun', 'data-source-broken', 'error', {
    class: 'Cx\\Modules\\Calendar\\Model\\Entity\\CalendarEvent',
    classToday: 'Cx\\Modules\\Calendar\\Model\\Entity\\Event',
    endpoints: ['calendar-event', 'event']
  }),
  finding('koeniz', 'template-unsafe', 'warning', { host: 'events.interlaken.example', flaw: 'http' }, false),
  finding('tourismus', 'key-without-grants', 'info', { key: 12, madeByRexxfleet: true })
]

/** What is mended, is gone. */
export function fakeExaminations(mended: ReadonlySet<string>): ExaminationView[] {
  const at = Date.now() - 12 * 60_000
  const gap = { what: 'change', error: { code: 'site-refused' as const, message: '403', details: {} } }
  const error = { code: 'site-timeout' as const, message: 'no answer', details: {} }
  const sites = ['bern', 'thun', 'koeniz', 'tourismus', 'interlaken']
  return sites.map(siteId => ({
    siteId,
    at,
    findings: all.filter(one => one.siteId === siteId && !(mended.has(siteId) && one.mendable)),
    gaps: siteId === 'tourismus' ? [gap] : [],
    error: siteId === 'interlaken' ? error : null
  }))
}

export function mendPlan(id: string, { siteId, subject }: FindingView): WorkflowView {
  const steps = [
    step(0, 'mend-host', siteId, [{ act: 'update', what: 'host', name: subject, why: 'pushes-again' }])
  ]
  return workflow(id, 'mend-finding', null, [siteId], steps, { kind: 'yes', expected: null })
}

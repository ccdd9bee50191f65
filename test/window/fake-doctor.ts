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
  linkId: string | null = null,
  choices: FindingView['choices'] = []
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
    choices
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

/** What only a person may be able to decide, and what can be mended in part. */
const undecided: readonly FindingView[] = [
  finding(
    'koeniz',
    'sender-name-differs',
    'error',
    {
      foreignHost: 'thun.example',
      count: 318,
      sender: 'Stadt Thun',
      mainDomain: 'www.thun.example',
      agreed: 14,
      agreedOtherwise: 2
    },
    true,
    'thun-koeniz',
    ['rename-mappings', 'move-site']
  ),
  finding(
    'abnahme',
    'twins-disagree',
    'warning',
    {
      why: 'other-models',
      models: ['RewriteRule', 'Event', 'Category'],
      otherModels: ['RewriteRule']
    },
    true,
    'bern-abnahme',
    ['this-leads', 'other-leads']
  ),
  finding(
    'thun',
    'twins-disagree',
    'error',
    {
      why: 'other-pairs',
      partner: 'Gemeinde Köniz',
      model: 'RewriteRule',
      count: 3,
      localIds: ['12', '17', '31']
    },
    true,
    null,
    ['this-leads', 'other-leads']
  ),
  finding('tourismus', 'entity-unmapped', 'warning', {
    primary: 'Gemeinde Köniz',
    model: 'Event',
    copies: 2,
    notSentYet: 5,
    adoptable: 5,
    localIds: ['204', '205', '231']
  }),
  finding(
    'bern',
    'host-name-differs',
    'warning',
    {
      host: 'tourismus.thun.example',
      receiver: 'Thun Tourismus',
      mainDomain: 'www.thuntourismus.example',
      notMendedBecause: 'name-taken'
    },
    false
  )
]

/** What is mended, is gone. `choosing`: with findings that ask for a choice. */
export function fakeExaminations(mended: ReadonlySet<string>, choosing = false): ExaminationView[] {
  const at = Date.now() - 12 * 60_000
  const gap = { what: 'change', error: { code: 'site-refused' as const, message: '403', details: {} } }
  const error = { code: 'site-timeout' as const, message: 'no answer', details: {} }
  const sites = ['bern', 'abnahme', 'thun', 'koeniz', 'tourismus', 'interlaken']
  const found = choosing ? [...undecided, ...all] : all
  return sites.map(siteId => ({
    siteId,
    at,
    findings: found.filter(one => one.siteId === siteId && !(mended.has(siteId) && one.mendable)),
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

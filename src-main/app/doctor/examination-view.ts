import type { ExaminationView, FindingView } from '../../contract/doctor-shapes.ts'
import { findingId, type Finding } from '../../core/doctor/finding.ts'
import { errorView } from '../dispatch.ts'
import type { Examination } from './examination.ts'

/** An examination as the doors show it. */
export function viewOfExamination({ siteId, at, findings, gaps, error }: Examination): ExaminationView {
  return {
    siteId,
    at,
    findings: findings.map(viewOfFinding),
    gaps: gaps.map(gap => ({ what: gap.what, error: errorView(gap.error) })),
    error: error && errorView(error)
  }
}

function viewOfFinding(finding: Finding): FindingView {
  const { kind, severity, siteId, linkId, subject, evidence, mend, choices = [] } = finding
  const facts = Object.entries(evidence).map(([name, value]) => [
    name,
    typeof value === 'object' ? [...value] : value
  ])
  return {
    id: findingId(finding),
    kind,
    severity,
    siteId,
    linkId,
    subject,
    evidence: Object.fromEntries(facts) as FindingView['evidence'],
    mendable: mend !== null || choices.length > 0,
    choices: choices.map(({ choice }) => choice)
  }
}

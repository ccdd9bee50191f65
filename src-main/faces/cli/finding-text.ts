/** What the doctor found, as lines for people. */
import type { ExaminationView, FindingView } from '../../contract/doctor-shapes.ts'
import { siteName, type Fleet } from './naming.ts'
import { plain, table } from './table.ts'

function evidenceText(evidence: FindingView['evidence']): string {
  const facts = Object.entries(evidence).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  return facts
    .map(([name, value]) => `${name} ${plain(Array.isArray(value) ? value.join(', ') : String(value))}`)
    .join('; ')
}

function mendableText({ mendable, choices }: FindingView): string {
  if (!mendable) return 'no'
  return choices.length > 0 ? choices.join(' or ') : 'yes'
}

export function examinationLines(
  examinations: readonly ExaminationView[],
  fleet: Pick<Fleet, 'sites'>
): string[] {
  const found = examinations.flatMap(({ findings }) => findings)
  const rows = found.map(finding => [
    finding.severity,
    siteName(fleet, finding.siteId),
    finding.kind,
    mendableText(finding),
    evidenceText(finding.evidence)
  ])
  const troubles = examinations.flatMap(({ siteId, error, gaps }) => [
    ...(error ? [`${siteName(fleet, siteId)}: ${plain(error.message)} (${error.code})`] : []),
    ...gaps.map(
      gap => `${siteName(fleet, siteId)}: ${gap.what} could not be read: ${plain(gap.error.message)}`
    )
  ])
  const told = rows.length > 0 ? table(['SEVERITY', 'SITE', 'FINDING', 'MENDABLE', 'EVIDENCE'], rows) : []
  const nothing = rows.length + troubles.length === 0
  return nothing ? ['Nothing was found.'] : [...told, ...troubles]
}

import { expect } from 'vitest'
import type { ExaminationView, FindingView } from '../../../src-main/contract/doctor-shapes.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import type { FindingKind } from '../../../src-main/core/doctor/finding.ts'
import { apply, stateOf, type TestSite } from '../../support/fleet.ts'

/** Examines one site, which has to work. */
export async function examineSite(program: Program, site: TestSite): Promise<ExaminationView> {
  const [examination] = await program.call('doctor.examine', { siteIds: [site.id] })
  expect(examination).toMatchObject({ siteId: site.id, error: null, gaps: [] })
  return examination!
}

export async function find(
  program: Program,
  site: TestSite,
  kind: FindingKind,
  subject?: string
): Promise<FindingView | null> {
  const { findings } = await examineSite(program, site)
  return findings.find(one => one.kind === kind && (subject === undefined || one.subject === subject)) ?? null
}

/** Finds it, mends it, and sees it gone. Gives the applied workflow. */
export async function mend(
  program: Program,
  site: TestSite,
  kind: FindingKind,
  subject?: string
): Promise<WorkflowView> {
  const finding = await find(program, site, kind, subject)
  expect(finding).toMatchObject({ kind, siteId: site.id, mendable: true })
  const before = stateOf(site)
  const plan = await program.call('doctor.planMend', { findingId: finding!.id })
  expect(plan).toMatchObject({ kind: 'mend-finding', state: 'planned' })
  expect(stateOf(site)).toEqual(before)
  const applied = await apply(program, plan.id)
  expect(applied.failure).toBeNull()
  expect(applied.state).toBe('applied')
  expect(await find(program, site, kind, finding!.subject)).toBeNull()
  return applied
}

/** Takes a mend back. */
export async function undo(program: Program, workflow: WorkflowView): Promise<WorkflowView> {
  const plan = await program.call('workflows.undo', { workflowId: workflow.id })
  const undone = await apply(program, plan.id)
  expect(undone.failure).toBeNull()
  return undone
}

export function effects(workflow: WorkflowView): WorkflowView['steps'][number]['effects'] {
  return workflow.steps.flatMap(step => step.effects)
}

/** The methods of all requests that a site has seen since its log was cleared. */
export function methods(site: TestSite): string[] {
  return [...new Set(site.double.log.requests.map(({ method }) => method))].sort()
}

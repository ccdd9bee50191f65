import type { Command } from 'commander'
import type { ExaminationView, FindingView } from '../../../contract/doctor-shapes.ts'
import type { WorkflowView } from '../../../contract/link-shapes.ts'
import { applyPlan } from '../apply-plan.ts'
import { combineExitCodes, exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts'
import { examinationLines } from '../finding-text.ts'
import { findLink, findSite, fleetOf, type Fleet } from '../naming.ts'
import { asFailure, failureOf, usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

interface DoctorOptions {
  link?: string
  mend?: boolean
}

function checkUsage(names: string[], options: DoctorOptions): void {
  if (options.link !== undefined && names.length > 0)
    throw usageFailure('Name sites, or one link with --link, or nothing for the whole fleet.')
}

function wishOf(
  fleet: Fleet,
  names: string[],
  { link }: DoctorOptions
): { siteIds?: string[]; linkId?: string } {
  if (link !== undefined) return { linkId: findLink(fleet, link).id }
  return names.length > 0 ? { siteIds: names.map(name => findSite(fleet, name).id) } : {}
}

/** Each finding is a plan of its own, confirmed like any other. One that an earlier mend has put right as well is passed over. */
async function mendAll(
  session: Session,
  fleet: Fleet,
  findings: readonly FindingView[]
): Promise<WorkflowView[]> {
  const mended: WorkflowView[] = []
  for (const { id } of findings) {
    try {
      const plan = await session.call('doctor.planMend', { findingId: id })
      mended.push(await applyPlan(session, fleet, plan))
    } catch (thrown) {
      if (asFailure(thrown).code !== 'plan-outdated') throw thrown
    }
  }
  return mended
}

/** Errors that are left fail a script; warnings do not. */
function exitCodeFor(examinations: readonly ExaminationView[]): ExitCode {
  const codes = examinations.map(({ error, findings }) => {
    if (error) return exitCodeOf(error.code)
    return findings.some(({ severity }) => severity === 'error') ? exitCodes.failed : exitCodes.done
  })
  return codes.includes(exitCodes.failed) ? exitCodes.failed : combineExitCodes(codes)
}

async function doctor(session: Session, names: string[], options: DoctorOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const wish = wishOf(fleet, names, options)
  let examinations = await session.call('doctor.examine', wish)
  const mendable = examinations.flatMap(({ findings }) => findings.filter(one => one.mendable))
  const workflows = options.mend ? await mendAll(session, fleet, mendable) : []
  if (workflows.length > 0) examinations = await session.call('doctor.examine', wish)
  const outcome = {
    data: { examinations, ...(options.mend ? { workflows } : {}) },
    lines: examinationLines(examinations, fleet),
    exitCode: exitCodeFor(examinations)
  }
  const error = examinations.every(one => one.error) ? examinations[0]?.error : null
  if (!error) return outcome
  throw failureOf(error, { details: outcome.data, lines: outcome.lines, exitCode: outcome.exitCode })
}

export function addDoctorCommand(root: Command, registry: Registry): void {
  root
    .command('doctor')
    .description('examine sites and links; writes nothing unless told to mend')
    .argument('[site...]', 'only these sites')
    .option('--link <link>', 'only this link, from both of its sides')
    .option('--mend', 'put right what can be put right safely, plan by plan')
    .action(registry.act(doctor, checkUsage))
}

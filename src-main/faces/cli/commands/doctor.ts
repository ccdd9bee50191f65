import { Option, type Command } from 'commander'
import type { ExaminationView, FindingView } from '../../../contract/doctor-shapes.ts'
import type { WorkflowView } from '../../../contract/link-shapes.ts'
import { applyPlan } from '../apply-plan.ts'
import { combineExitCodes, exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts'
import { examinationLines } from '../finding-text.ts'
import { mendChoices, type MendChoice } from '../../../contract/doctor-words.ts'
import { findLink, findSite, fleetOf, siteName, type Fleet } from '../naming.ts'
import { asFailure, failureOf, usageFailure, type Outcome } from '../outcome.ts'
import { leftOutLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

interface DoctorOptions {
  link?: string
  mend?: boolean
  choose?: MendChoice[]
}

/** Two ways of one choice exclude each other. */
const opposites: readonly (readonly MendChoice[])[] = [
  ['rename-mappings', 'move-site'],
  ['this-leads', 'other-leads']
]

function checkUsage(names: string[], options: DoctorOptions): void {
  const chosen = options.choose ?? []
  if (chosen.length > 0 && !options.mend)
    throw usageFailure('Choose with --mend: without it nothing is mended.')
  const torn = opposites.find(pair => pair.every(one => chosen.includes(one)))
  if (torn) throw usageFailure(`Choose one of ${torn.join(' and ')}, not both.`)
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

interface Mended {
  readonly workflows: WorkflowView[]
  /** Those for which somebody has to choose. */
  readonly undecided: FindingView[]
}

/**
 * Each finding is a plan of its own, confirmed like any other. One that an earlier mend has put right as well is passed over, and one of
 * which only a person can say what is right.
 */
async function mendAll(
  session: Session,
  fleet: Fleet,
  findings: readonly FindingView[],
  chosen: readonly MendChoice[]
): Promise<Mended> {
  const mended: Mended = { workflows: [], undecided: [] }
  for (const finding of findings) {
    const choice = finding.choices.find(one => chosen.includes(one))
    try {
      const plan = await session.call('doctor.planMend', {
        findingId: finding.id,
        ...(choice ? { choice } : {})
      })
      mended.workflows.push(await applyPlan(session, fleet, plan))
    } catch (thrown) {
      const { code } = asFailure(thrown)
      if (code === 'mend-undecided') mended.undecided.push(finding)
      else if (code !== 'plan-outdated') throw thrown
    }
  }
  return mended
}

function undecidedLine(fleet: Fleet, { siteId, kind, choices }: FindingView): string {
  const ways = choices.map(choice => `--choose ${choice}`).join(' or ')
  return `${siteName(fleet, siteId)}: ${kind} was not mended, since only you can say which is right. Mend it with ${ways}.`
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
  const { workflows, undecided } = options.mend
    ? await mendAll(session, fleet, mendable, options.choose ?? [])
    : { workflows: [], undecided: [] }
  if (workflows.length > 0) examinations = await session.call('doctor.examine', wish)
  const outcome = {
    data: { examinations, ...(options.mend ? { workflows } : {}) },
    lines: [
      ...examinationLines(examinations, fleet),
      ...undecided.map(finding => undecidedLine(fleet, finding)),
      ...workflows.flatMap(workflow => leftOutLines(workflow, fleet))
    ],
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
    .addOption(new Option('--choose <way...>', 'which is right, where only you can say').choices(mendChoices))
    .action(registry.act(doctor, checkUsage))
}

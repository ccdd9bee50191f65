import type { Handlers, ParsedInput } from '../../contract/calls.ts'
import type { ExaminationView } from '../../contract/doctor-shapes.ts'
import { findingId, type Finding, type FindingKind } from '../../core/doctor/finding.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Notes } from '../../core/shared/ports.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { viewOfExamination } from './examination-view.ts'
import { Examiner, type ExaminerDeps } from './examiner.ts'
import { notedExaminations } from './noted-examinations.ts'
import { planMend, type PlanMendDeps } from './plan-mend.ts'

export interface DoctorHandlerDeps extends ExaminerDeps, PlanMendDeps {
  readonly settings: Notes
  readonly link: (id: LinkId) => Link
  /** Ends reads that are under way when the program closes. */
  readonly signal: AbortSignal
  /** Told of each site that was examined. */
  readonly examined: (siteId: SiteId) => void
}

type DoctorCalls = 'doctor.examine' | 'doctor.last' | 'doctor.planMend'

/** The doctor behind the contract. Examining writes on no site; mending is a plan like any other. */
export function createDoctorHandlers(deps: DoctorHandlerDeps): Pick<Handlers, DoctorCalls> {
  const examiner = new Examiner(deps, deps.signal)
  const { note, all } = notedExaminations(deps.settings)

  async function examine(wish: ParsedInput<'doctor.examine'>): Promise<ExaminationView[]> {
    const examinations = await examiner.examine(...chosen(deps, wish))
    const named = wish.siteIds !== undefined || wish.linkId !== undefined
    // A site that waits for its script refuses its key, as it should; one that answers may be a copy of another.
    const told = examinations.filter(
      ({ siteId, error }) => named || !error || deps.site(siteId).state === 'enrolled'
    )
    return told.map(examination => {
      const view = viewOfExamination(examination)
      note(view)
      deps.examined(view.siteId)
      return view
    })
  }

  return {
    'doctor.examine': examine,
    async 'doctor.last'() {
      const noted = all()
      return deps.sites.list().flatMap(({ id }) => noted.get(id) ?? [])
    },
    async 'doctor.planMend'({ findingId: wanted, choice }) {
      return planMend(deps, await findAgain(deps, examiner, wanted), choice)
    }
  }
}

/** Which sites, and which links between them. A link is looked at from both of its sides. */
function chosen(
  deps: DoctorHandlerDeps,
  { siteIds, linkId }: ParsedInput<'doctor.examine'>
): [SiteId[], Link[]] {
  const ready = deps.links.list().filter(({ state }) => state === 'ready')
  if (linkId !== undefined) {
    const link = deps.link(linkId)
    return [[link.primaryId, link.replicaId], ready.filter(({ id }) => id === linkId)]
  }
  const sites = siteIds
    ? [...new Set(siteIds)].map(id => deps.site(id).id)
    : deps.sites.list().map(({ id }) => id)
  return [sites, ready.filter(({ replicaId }) => sites.includes(replicaId))]
}

/** The finding as it is now: a plan rests on fresh reads, never on what was found some time ago. */
async function findAgain(deps: DoctorHandlerDeps, examiner: Examiner, wanted: string): Promise<Finding> {
  const site = deps.site(wanted.slice(0, wanted.indexOf('/')))
  // A receiver may be known by its key alone.
  const among = wanted.startsWith(`${site.id}/host-name-differs/`) ? 'everybody' : 'partners'
  const [examination] = await examiner.examine([site.id], comparedFor(deps, site, wanted), among)
  if (examination?.error) throw examination.error
  const finding = examination?.findings.find(one => findingId(one) === wanted)
  if (finding) return finding
  throw new AppError(
    'plan-outdated',
    `The doctor does not find this on '${site.name}' any more. Examine the site again.`,
    { finding: wanted, site: site.name }
  )
}

const restOnContents: readonly FindingKind[] = ['entity-unmapped', 'members-kept']

/** What rests on the contents of a link is named after it; for anything else nobody reads those. */
function comparedFor({ links }: DoctorHandlerDeps, site: Site, wanted: string): Link[] {
  return links
    .list()
    .filter(
      ({ id, state }) =>
        state === 'ready' && restOnContents.some(kind => wanted.startsWith(`${site.id}/${kind}/${id}/`))
    )
}

import type { WorkflowView } from '../../contract/link-shapes.ts'
import {
  findingId,
  type Elsewhere,
  type Finding,
  type MendChoice,
  type TakeUp
} from '../../core/doctor/finding.ts'
import { mappedOn, mendWorkflow, type MendParams } from '../../core/doctor/mend/mend-finding.ts'
import type { Mend } from '../../core/doctor/mend/mend.ts'
import type { AddressProber } from '../../core/fleet/site-access.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Ids } from '../../core/shared/ports.ts'
import type { LinkId } from '../../core/topology/link.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'
import { nameBySite } from './name-by-site.ts'

export interface PlanMendDeps {
  readonly machine: WorkflowMachine
  readonly ids: Ids
  readonly site: (id: SiteId) => Site
  readonly prober: AddressProber
  readonly workflowView: (workflowId: string) => WorkflowView
  readonly startedBy: string
  /** Plans the change of a site's main domain; its address stays. */
  readonly planMove: (siteId: SiteId, mainDomain: string) => Promise<WorkflowView>
  /** Plans a change of a link by which it becomes as its twin is. */
  readonly planToFollow: (linkId: LinkId) => Promise<WorkflowView>
}

/**
 * Plans what puts a finding right. Writes on no site. Fails with 'not-supported-here' where nothing does, with 'mend-undecided' where a
 * person has to choose first, and with 'site-read-only'.
 */
export async function planMend(
  deps: PlanMendDeps,
  finding: Finding,
  choice?: MendChoice
): Promise<WorkflowView> {
  const site = deps.site(finding.siteId)
  const mend = await chosen(deps, finding, choice)
  if (mend.act === 'move-site') return deps.planMove(mend.siteId, mend.mainDomain)
  if (mend.act === 'follow-twin') return deps.planToFollow(mend.linkId)
  refuseReadOnly(site)
  if (mend.act === 'take-up') {
    await deps.machine.replan(mend.workflowId)
    return deps.workflowView(mend.workflowId)
  }
  const concerned = [...new Set([site.id, ...mappedOn(site.id, mend)])]
  concerned.forEach(id => refuseReadOnly(deps.site(id)))
  const params: MendParams = {
    siteId: site.id,
    mendId: deps.ids.next(),
    findingId: findingId(finding),
    mend
  }
  const record = await deps.machine.plan({
    ...mendWorkflow.of(params),
    linkId: null,
    siteIds: concerned,
    startedBy: deps.startedBy
  })
  return deps.workflowView(record.id)
}

async function chosen(
  deps: PlanMendDeps,
  finding: Finding,
  wanted: MendChoice | undefined
): Promise<Mend | TakeUp | Elsewhere> {
  const { kind, mend, choices = [] } = finding
  const names = choices.map(({ choice }) => choice)
  const choice = wanted ?? (mend ? undefined : await nameBySite(deps, finding))
  const found = choices.find(one => one.choice === choice)
  if (found) return found.mend
  if (wanted !== undefined) {
    throw new AppError(
      'invalid-input',
      names.length > 0
        ? `This finding is mended by one of: ${names.join(', ')}.`
        : 'There is nothing to choose about this finding. Leave the choice out.',
      { finding: kind, choices: names }
    )
  }
  if (mend) return mend
  if (names.length > 0) {
    throw new AppError(
      'mend-undecided',
      `Only a person can say which is right. Choose one of: ${names.join(', ')}. Nothing was planned.`,
      { finding: kind, choices: names }
    )
  }
  throw new AppError(
    'not-supported-here',
    `Nothing can be done safely about '${kind}' without a person who knows the site. The finding says what to look at.`,
    { finding: kind }
  )
}

function refuseReadOnly({ name, readOnly }: Site): void {
  if (!readOnly) return
  throw new AppError('site-read-only', `Rexxfleet may only read '${name}': it cannot mend it.`, {
    site: name
  })
}

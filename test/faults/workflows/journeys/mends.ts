import type { Program } from '../../../../src-main/contract/door.ts'
import { findingKinds, type FindingKind } from '../../../../src-main/core/doctor/finding.ts'
import type { WantedSite } from '../../../support/fleet.ts'
import { ofPlan, onDatabaseOf, withoutWayBack, type Journey } from '../journey.ts'
import { findings, type Fault } from './findings.ts'

const two: WantedSite[] = [{ name: 'Portal', rewriteRules: 4 }, { name: 'Town' }]

/** The mend of everything that the doctor finds and can put right. */
export const mends: readonly Journey[] = findingKinds.flatMap(kind => {
  const entry = findings[kind]
  if ('noMend' in entry) return []
  return [entry].flat().map(fault => mend(kind, fault))
})

function mend(kind: FindingKind, { at, plant, sites = two, wayBack, choice, where = '' }: Fault): Journey {
  return {
    name: `the mend of ${kind}${where}`,
    kind: 'mend-finding',
    sites,
    async begin(fleet) {
      await plant(fleet.sites, fleet)
      const findingId = await found(fleet.program, fleet.sites[at]!.id, kind)
      const begun = await ofPlan(
        fleet.program,
        program => program.call('doctor.planMend', { findingId, ...(choice ? { choice } : {}) }),
        onDatabaseOf(fleet.sites)
      )
      return wayBack === false ? withoutWayBack(begun) : begun
    }
  }
}

async function found(program: Program, siteId: string, kind: FindingKind): Promise<string> {
  const [examination] = await program.call('doctor.examine', { siteIds: [siteId] })
  const finding = examination!.findings.find(one => one.kind === kind)
  if (!finding) throw new Error(`${kind} is not found`)
  return finding.id
}

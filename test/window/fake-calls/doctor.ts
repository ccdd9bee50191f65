import { fakeExaminations, mendPlan } from '../fake-doctor.ts'
import { Refusal } from '../fake-options.ts'
import { need, type FakeHandlers, type FakeWorld } from '../fake-world.ts'

/** The doctor: a site whose finding was mended has none any more. */
export function doctorCalls(world: FakeWorld): FakeHandlers {
  const { options } = world
  const found = (): ReturnType<typeof fakeExaminations> => fakeExaminations(world.mended, options.undecided)

  return {
    'doctor.last': () => (options.empty ? [] : found()),
    'doctor.examine': ({ siteIds }) => found().filter(one => !siteIds || siteIds.includes(one.siteId)),
    'doctor.planMend': ({ findingId, choice }) => {
      const findings = found().flatMap(one => one.findings)
      const finding = need(
        findings.find(one => one.id === findingId),
        'plan-outdated'
      )
      if (finding.choices.length > 0 && !choice) throw new Refusal('mend-undecided')
      return world.putWorkflow(mendPlan(world.next('workflow'), finding))
    }
  }
}

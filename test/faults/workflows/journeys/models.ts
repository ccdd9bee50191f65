import { apply } from '../../../support/fleet.ts'
import { note, region } from '../../../support/own-component.ts'
import { ofPlan, type Journey } from '../journey.ts'
import { linked } from './linked.ts'

/** Looks at a class on a site, and leaves nothing of that look behind. */
const add: Journey = {
  name: 'a class that is added by hand',
  kind: 'add-model',
  sites: [{ name: 'Portal', places: 3 }],
  async begin({ program: first, sites: [portal] }) {
    const wish = { siteId: portal!.id, name: region }
    const begun = await ofPlan(first, program => program.call('models.planAdd', wish))
    return { ...begun, takesItselfBack: true }
  }
}

/** A class that a link in step carries, with a record that was edited on either side since. */
const date: Journey = {
  name: 'a class that gets its change date while a link carries it',
  kind: 'date-model',
  sites: [
    { name: 'Portal', places: 1 },
    { name: 'Town', places: 0 }
  ],
  async begin(fleet) {
    const [portal, town] = fleet.sites
    const relations = [{ name: 'region', target: 'guide-region' }]
    for (const wish of [{ name: region }, { name: note, relations }]) {
      const plan = await fleet.program.call('models.planAdd', { siteId: portal!.id, ...wish })
      await apply(fleet.program, plan.id)
    }
    await linked(fleet, { models: ['guide-note'] })
    for (const [site, id] of [
      [portal!, 11],
      [town!, 20]
    ] as const)
      site.double.admin.sql({ update: 'module_guide_note', set: { text: site.name }, where: { id } })
    const wish = { siteId: portal!.id, model: 'guide-note', changeDate: 'changed' }
    const begun = await ofPlan(fleet.program, program => program.call('models.planChangeDate', wish))
    return { ...begun, takesItselfBack: true }
  }
}

export const ownModels: readonly Journey[] = [add, date]

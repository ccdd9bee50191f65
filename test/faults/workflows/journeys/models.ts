import { region } from '../../../support/own-component.ts'
import { ofPlan, type Journey } from '../journey.ts'

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

export const ownModels: readonly Journey[] = [add]

import { expect, it } from 'vitest'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import PlanDialog from '@/features/workflows/plan-dialog.vue'
import { workflow } from '../fake-plans.ts'
import { mounted, settled } from '../mounting.ts'

it('a plan names the sites that could not be asked, before it is applied', async () => {
  const plan = {
    ...workflow('move', 'move-site', null, ['bern'], [], { kind: 'yes', expected: null }),
    leftOut: [{ siteId: 'thun', code: 'site-timeout' as const }]
  }
  const props = { title: 'Mend', plan: async () => plan, note: '', act: 'Apply', done: ['', ''] }
  const page = await mounted(PlanDialog, props)
  await useFleet().load()
  await settled()
  const name = useFleet().nameOf('thun')
  expect(page.find('plan-dialog').textContent).toContain(
    `${name} could not be looked at, and keeps the old name.`
  )
})

import { z } from 'zod'
import { workflowView } from '../../../contract/link-shapes.ts'
import { inventoryView } from '../../../contract/inventory-shapes.ts'
import { siteImportView } from '../../../contract/site-import-shapes.ts'
import { errorView, healthView, id, probeView, scriptLine, siteView } from '../../../contract/shapes.ts'

const checked = z.object({
  id,
  name: siteView.shape.name,
  state: siteView.shape.state,
  health: healthView.nullable(),
  error: z.object({ ...errorView.shape, details: z.record(z.string(), z.json()) }).nullable()
})

export const siteShapes = {
  'site add': z.union([
    z.object({ id, site: siteView, script: z.string().describe('where the script went') }),
    z.object({ id, site: siteView })
  ]),
  'site list': z.object({ sites: z.array(siteView) }),
  'site check': z.object({ sites: z.array(checked) }),
  'site edit': z.object({ site: siteView }),
  'site probe': z.object({ probe: probeView }),
  'site script': z.object({
    site: siteView,
    path: z.string().nullable(),
    script: z.array(scriptLine).nullable()
  }),
  'site health': z.object({ site: siteView, health: z.array(healthView) }),
  'site inventory': z.object({ site: siteView, inventory: inventoryView }),
  'site import': z.object({
    plan: siteImportView,
    imported: z.array(
      z.object({
        line: z.number().int(),
        name: z.string(),
        id: id.nullable(),
        script: z.string().nullable(),
        error: z.object({ ...errorView.shape, details: z.record(z.string(), z.json()) }).nullable()
      })
    )
  }),
  'site rotate-key': z.object({ site: siteView, workflow: workflowView }),
  'site remove': z.object({ id, name: z.string(), sql: z.string().nullable() })
}

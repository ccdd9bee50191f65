import { z } from 'zod'
import { linkView, targetView, workflowView } from '../../../contract/link-shapes.ts'
import { preflightView } from '../../../contract/preflight-shapes.ts'
import { id, modelView, siteView } from '../../../contract/shapes.ts'

/** `link` is its name for people: primary→replica. */
const namedLink = z.object({ ...linkView.shape, link: z.string() })
const workflow = z.object({ workflow: workflowView })

export const linkShapes = {
  'link add': z.union([
    z.object({ id: id.nullable(), link: linkView.nullable(), workflow: workflowView }),
    workflow.describe('with --plan')
  ]),
  'link preflight': preflightView,
  purge: z.union([z.object({ id, workflow: workflowView }), workflow.describe('with --plan')]),
  'link edit': z.union([z.object({ id, workflow: workflowView }), workflow.describe('with --plan')]),
  'link list': z.object({ links: z.array(namedLink) }),
  'link show': z.object({ link: namedLink }),
  'link targets': z.object({
    site: siteView,
    targets: z.array(z.object({ ...targetView.shape, site: z.string() }))
  }),
  deregister: z.union([z.object({ id, workflow: workflowView }), workflow.describe('with --plan')]),
  'workflow list': z.object({ workflows: z.array(workflowView) }),
  'workflow show': workflow.extend({ sql: z.string().optional(), path: z.string().optional() }),
  'workflow resume': workflow,
  'workflow undo': workflow,
  'workflow discard': workflow,
  'model list': z.object({ models: z.array(modelView) }),
  'model add': z.union([
    z.object({ workflow: workflowView, model: modelView.nullable() }),
    workflow.describe('with --plan')
  ]),
  'model change-date': workflow,
  'model remove': z.object({ removed: z.string() })
}

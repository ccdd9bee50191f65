/** The graph: models, positions, what a drag may reach, and the topology file. */
import { z } from 'zod'
import { linkView, targetView, workflowView } from '../link-shapes.ts'
import { changeDateWish, modelWish } from '../model-shapes.ts'
import { id, modelView, position, siteView } from '../shapes.ts'
import {
  exportView,
  exportWish,
  importLook,
  importView,
  importWish,
  notedLinkView,
  recentTopologyView
} from '../topology-shapes.ts'
import { call, nothing, bySite } from './call.ts'

export const topologyCalls = {
  'models.list': call(nothing, z.array(modelView)),
  /** A class that the catalogue does not know: a plan that lets a site show it. Fails with 'model-known' or 'model-not-replicable'; the plan with 'change-date-unfit'. */
  'models.planAdd': call(modelWish, workflowView),
  /** A change date for a class that is known by hand, also where links carry it: a plan. Fails with 'link-busy' while one of them runs. */
  'models.planChangeDate': call(changeDateWish, workflowView),
  /** Fails with 'model-in-use'. */
  'models.remove': call(z.object({ model: z.string().max(200) }).strict(), nothing),
  'topology.get': call(
    nothing,
    z.object({
      sites: z.array(siteView),
      links: z.array(linkView),
      positions: z.record(id, position)
    })
  ),
  'topology.place': call(z.object({ siteId: id, position: position.nullable() }).strict(), nothing),
  'topology.targets': call(bySite, z.array(targetView)),
  'topology.export': call(exportWish, exportView),
  'topology.planImport': call(importLook, importView),
  'topology.import': call(importWish, importView),
  'topology.recent': call(nothing, z.array(recentTopologyView)),
  'topology.forgetRecent': call(importLook, nothing),
  'topology.notedLinks': call(nothing, z.array(notedLinkView)),
  'topology.dropNote': call(z.object({ noteId: id }).strict(), nothing)
} as const

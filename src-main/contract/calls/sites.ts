/** Sites, from the first look at an address to the end of their enrolment. A key goes in through `sites.provideKey` alone. */
import { z } from 'zod'
import { environments } from '../../core/fleet/site.ts'
import { inventoryView } from '../inventory-shapes.ts'
import { workflowView } from '../link-shapes.ts'
import { moveWish } from '../relaunch-shapes.ts'
import { siteImportView, siteImportWish } from '../site-import-shapes.ts'
import {
  domain,
  enrolmentCheck,
  healthView,
  id,
  oneLine,
  probeView,
  scriptLine,
  siteView
} from '../shapes.ts'
import { call, nothing, bySite } from './call.ts'

const name = oneLine.trim().min(1).max(60)
const tags = z.array(oneLine.trim().min(1).max(40)).max(24)
const tablePrefix = z
  .string()
  .max(32)
  .regex(/^[A-Za-z0-9_]*$/)

export const siteCalls = {
  'sites.list': call(nothing, z.array(siteView)),
  'sites.probe': call(
    z.object({ address: z.string().max(2000), allowHttp: z.boolean() }).strict(),
    probeView
  ),
  'sites.add': call(
    z
      .object({
        name,
        address: z.string().max(2000),
        mainDomain: domain.optional(),
        tablePrefix: tablePrefix.default('contrexx_'),
        tags: tags.default([]),
        environment: z.enum(environments).default('production'),
        readOnly: z.boolean().default(false),
        allowHttp: z.boolean().default(false),
        key: z.enum(['new', 'given'])
      })
      .strict(),
    siteView
  ),
  'sites.update': call(
    z
      .object({
        siteId: id,
        name: name.optional(),
        tags: tags.optional(),
        environment: z.enum(environments).optional(),
        /** Asked for after the enrolment, when the mappings on the sites can be looked at; see F38. */
        mainDomain: domain.optional()
      })
      .strict(),
    siteView
  ),
  'sites.provideKey': call(z.object({ siteId: id, key: z.string().max(200) }).strict(), nothing),
  'sites.script': call(bySite, z.array(scriptLine)),
  'sites.saveScript': call(
    z.object({ siteId: id, path: z.string().max(4000).optional() }).strict(),
    z.object({ path: z.string() })
  ),
  'sites.copyScript': call(bySite, nothing),
  'sites.checkEnrolment': call(bySite, enrolmentCheck),
  'sites.enrol': call(bySite, siteView),
  'sites.check': call(
    z.object({ siteIds: z.array(id).max(5000).optional() }).strict(),
    z.array(z.object({ siteId: id, health: healthView }))
  ),
  'sites.health': call(bySite, z.array(healthView)),
  /** Endpoints, keys, grants, hosts, queue and mappings as they stand on the site. Never a key. */
  'sites.inventory': call(bySite, inventoryView),
  /** What would come in out of a CSV table; `sites.add` adds each line. */
  'sites.planImport': call(siteImportWish, siteImportView),
  'sites.rotateKey': call(bySite, workflowView),
  'sites.planMove': call(moveWish, workflowView),
  'sites.remove': call(
    z.object({ siteId: id, keepEnrolment: z.boolean().default(false) }).strict(),
    z.object({ sql: z.string().nullable() })
  )
} as const

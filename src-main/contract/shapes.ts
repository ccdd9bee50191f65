/** What crosses the contract: views for people, never the rows of the database, and never a key. */
import { z } from 'zod'
import { environments, healthStates, siteStates } from '../core/fleet/site.ts'
import { mainDomainForm } from '../core/fleet/main-domain.ts'
import { managementKinds } from '../core/fleet/management.ts'
import { oneLineForm } from '../core/fleet/fleet-rules.ts'
import { errorCodes } from '../core/shared/error-codes.ts'

export const id = z.string().min(1).max(64)
/** Text of one line, as names are: nothing in it steers a terminal. */
export const oneLine = z.string().regex(oneLineForm)
/** A main domain, as a site has it configured. */
export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    mainDomainForm,
    'A main domain is a host name such as www.example.ch, without https:// in front and without a path.'
  )
export const time = z.number().int().describe('milliseconds since 1970')

/** Grows with every view that is made: answers and events can overtake each other, and the smaller number is the older view. */
export const revision = z.number().int()

export const errorView = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
})
export type ErrorView = z.infer<typeof errorView>

export const healthView = z.object({
  state: z.enum(healthStates),
  checkedAt: time,
  latencyMs: z.number().nullable(),
  code: z.enum(errorCodes).nullable()
})
export type HealthView = z.infer<typeof healthView>

export const siteView = z.object({
  id,
  name: z.string(),
  baseUrl: z.string(),
  mainDomain: z.string(),
  tablePrefix: z.string(),
  tags: z.array(z.string()),
  environment: z.enum(environments),
  readOnly: z.boolean(),
  state: z.enum(siteStates),
  demo: z.boolean(),
  addedAt: time,
  health: healthView.nullable(),
  links: z.number().int().describe('links in which the site is primary or replica')
})
export type SiteView = z.infer<typeof siteView>

export const probeView = z.object({
  baseUrl: z.string(),
  mainDomainHints: z.array(z.string()),
  latencyMs: z.number()
})

export type ProbeView = z.infer<typeof probeView>

/** One line of the enrolment script; `part` names what it belongs to, for its explanation. The key is shown as dots. */
export const scriptLine = z.object({ text: z.string(), part: z.string() })
export type ScriptLine = z.infer<typeof scriptLine>

export const endpointCheck = z.object({
  kind: z.enum(managementKinds),
  endpoint: z.string(),
  permission: z.enum(['none', 'read', 'write']),
  ok: z.boolean(),
  latencyMs: z.number().nullable(),
  error: errorView.nullable()
})
export type EndpointCheck = z.infer<typeof endpointCheck>

export const enrolmentCheck = z.object({ ready: z.boolean(), endpoints: z.array(endpointCheck) })
export type EnrolmentCheck = z.infer<typeof enrolmentCheck>

export const modelView = z.object({
  name: z.string(),
  shortName: z.string(),
  /** Added by hand; the catalogue does not know it. */
  added: z.boolean().optional(),
  replicable: z.boolean(),
  /** Why not, as a stable word. */
  why: z.string().nullable(),
  needs: z.array(z.string()),
  /** Plain fields that hold ids of other things, which no replica maps. */
  notMapped: z.array(z.object({ field: z.string(), of: z.string() })).optional(),
  /** The field that tells when an entity was last saved; null where there is none. */
  changeDate: z.string().nullable().optional()
})
export type ModelView = z.infer<typeof modelView>

/** Far beyond any graph that somebody could look at. */
const coordinate = z.number().finite().min(-1e7).max(1e7)
export const position = z.strictObject({ x: coordinate, y: coordinate })

const languageId = z.string().regex(/^[1-9]\d{0,8}$/)
/** Ids of the primary's languages, each with the one that stands for it on the replica; others have the same id there. */
export const languageMap = z.record(languageId, languageId).refine(map => Object.keys(map).length <= 100)

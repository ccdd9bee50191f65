import { z } from 'zod'
import { languageMap, oneLine, position } from '../../contract/shapes.ts'
import { mainDomainForm } from '../../core/fleet/main-domain.ts'
import { environments } from '../../core/fleet/site.ts'
import { deliveries } from '../../core/topology/link.ts'
import { topologyFormat, topologyLimits, topologyVersion } from '../../core/topology-file/topology-file.ts'

const id = oneLine.min(1).max(64)
const entityId = z.string().min(1).max(400)
const hash = z.string().min(1).max(64)

const fileSite = z.strictObject({
  id,
  name: oneLine
    .min(1)
    .max(60)
    .refine(name => name.trim() === name),
  baseUrl: z.string().min(1).max(2000),
  mainDomain: z.string().max(253).regex(mainDomainForm),
  tablePrefix: z
    .string()
    .max(32)
    .regex(/^[A-Za-z0-9_]*$/),
  tags: z.array(oneLine.min(1).max(40)).max(24),
  environment: z.enum(environments),
  readOnly: z.boolean(),
  allowHttp: z.boolean(),
  marker: oneLine.min(1).max(64).nullable(),
  position: position.nullable(),
  key: z.boolean()
})

const fileModel = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[A-Za-z_][A-Za-z0-9_\\]*$/),
  ids: z.array(entityId).max(10_000).nullable(),
  agreed: z
    .array(z.tuple([entityId, entityId, hash, hash.nullable(), z.enum(['created', 'found', 'original'])]))
    .exactOptional()
})

const fileLink = z.strictObject({
  primary: id,
  replica: id,
  models: z.array(fileModel).min(1).max(200),
  delivery: z.enum(deliveries),
  languages: languageMap.exactOptional(),
  twin: z.boolean()
})

const fieldName = z.string().regex(/^[A-Za-z_]\w{0,63}$/)
const className = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_]\w*(\\[A-Za-z_]\w*)+$/)

const fileAddedModel = z.strictObject({
  name: className,
  identifier: z
    .array(z.strictObject({ name: fieldName, relation: fieldName.nullable() }))
    .min(1)
    .max(6),
  relations: z
    .array(z.strictObject({ name: fieldName, target: className, kind: z.enum(['manyToOne', 'manyToMany']) }))
    .max(50),
  fields: z.array(z.strictObject({ name: fieldName, type: z.string().max(20) })).max(400),
  changeDate: fieldName.exactOptional()
})

/** The encrypted keys. Their cost is one that a vault of any version has had: a file must not say how much memory opening it takes. */
const sealedKeys = z.looseObject({
  kdf: z.looseObject({
    N: z
      .number()
      .int()
      .max(2 ** 17),
    r: z.literal(8),
    p: z.union([z.literal(1), z.literal(3)])
  })
})

/** What is asked of any file before more of it is looked at. */
export const fileHead = z.looseObject({ format: z.literal(topologyFormat), version: z.number().int().min(1) })

export const topologyShape = z.strictObject({
  format: z.literal(topologyFormat),
  version: z.literal(topologyVersion),
  writtenAt: z.number().int(),
  writtenBy: z.string().max(60),
  sites: z.array(fileSite).max(topologyLimits.sites),
  links: z.array(fileLink).max(topologyLimits.links),
  models: z.array(fileAddedModel).max(topologyLimits.models).exactOptional(),
  keys: sealedKeys.nullable(),
  /** Hash of all that is above: finds damage. It vouches for nothing else. */
  sum: z.string()
})
export type TopologyDocument = z.infer<typeof topologyShape>

import { z } from 'zod'
import { managementKinds } from '../../core/fleet/management.ts'
import { errorCodes } from '../../core/shared/error-codes.ts'

/** The shapes of the JSON columns that are small enough to be checked each time they are read. */
export const texts = z.array(z.string())

export const linkModels = z.array(
  z.object({
    model: z.string(),
    primaryEndpoint: z.string(),
    replicaEndpoint: z.string(),
    ids: texts.nullable()
  })
)

export const failure = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), texts]))
})

export const effects = z.array(
  z.object({
    act: z.enum(['create', 'reuse', 'update', 'remove', 'keep']),
    what: z.enum([...managementKinds, 'key', 'entity', 'mapping', 'marker', 'link', 'site']),
    name: z.string(),
    count: z.number().exactOptional(),
    why: z.string().exactOptional()
  })
)

const count = z.number()
export const runCounts = z.object({
  create: count,
  update: count,
  delete: count,
  unchanged: count,
  conflict: count,
  blocked: count,
  failed: count
})

export const lastIds = z.record(z.string(), z.number())

import { z } from 'zod'
import type { ErrorCode } from '../../core/shared/error-codes.ts'
import type { Effect } from '../../core/workflow/records.ts'

/**
 * The shapes of the JSON columns that are small enough to be checked each time they are read. Loose on purpose: a part or a word that
 * core gains later must come back out, not be stripped or taken for damage.
 */
const word = <T extends string>() => z.custom<T>(value => typeof value === 'string')

export const texts = z.array(z.string())

export const linkModels = z.array(
  z.looseObject({
    model: z.string(),
    primaryEndpoint: z.string(),
    replicaEndpoint: z.string(),
    ids: texts.nullable()
  })
)

export const notedModels = z.array(z.looseObject({ model: z.string(), ids: texts.nullable() }))

export const languageMap = z.record(z.string(), z.string())

export const modelDescription = z.looseObject({
  identifier: z.array(z.looseObject({ name: z.string(), relation: z.string().nullable() })),
  relations: z.array(
    z.looseObject({ name: z.string(), target: z.string(), kind: word<'manyToOne' | 'manyToMany'>() })
  ),
  fields: z.array(z.looseObject({ name: z.string(), type: z.string() })),
  changeDate: z.string().exactOptional()
})

export const failure = z.looseObject({
  code: word<ErrorCode>(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), texts]))
})

export const effects = z.array(
  z.looseObject({
    act: word<Effect['act']>(),
    what: word<Effect['what']>(),
    name: z.string(),
    count: z.number().exactOptional(),
    why: z.string().exactOptional()
  })
)

const count = z.number()
export const runCounts = z.looseObject({
  create: count,
  update: count,
  delete: count,
  unchanged: count,
  conflict: count,
  blocked: count,
  failed: count
})

export const runArrived = z.looseObject({ create: count, update: count, delete: count })

export const lastIds = z.record(z.string(), z.number())

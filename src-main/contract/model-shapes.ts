import { z } from 'zod'
import { id } from './shapes.ts'

const field = z.string().min(1).max(64)

/** A class as a person describes it; `relation`: the field holds the id of that relation's entity. */
export const describedModel = z.object({
  name: z.string().min(3).max(200),
  identifier: z
    .array(z.object({ name: field, relation: field.nullable().default(null) }).strict())
    .min(1)
    .max(6)
    .default([{ name: 'id', relation: null }]),
  relations: z
    .array(
      z
        .object({
          name: field,
          target: z.string().min(1).max(200),
          kind: z.enum(['manyToOne', 'manyToMany']).default('manyToOne')
        })
        .strict()
    )
    .max(50)
    .default([]),
  /** What no entity shows: fields of a class that has none yet, or that are empty in all of them. */
  fields: z
    .array(
      z
        .object({
          name: field,
          type: z.enum(['string', 'integer', 'boolean', 'decimal', 'datetime', 'date']).default('string')
        })
        .strict()
    )
    .max(200)
    .default([]),
  /** The field in which the site itself notes each save: with it 'newer wins' can decide. */
  changeDate: field.optional()
})

/** The field in which a class that was added by hand notes each save; `type`: what it holds, where no record shows it yet. */
export const changeDateWish = z
  .object({
    siteId: id,
    model: z.string().max(200),
    changeDate: field,
    type: z.enum(['datetime', 'date']).optional()
  })
  .strict()

export const modelWish = describedModel.extend({ siteId: id }).strict()

/**
 * What `data` holds for each command with --json. Scripts hang on it: shapes only ever grow. docs/cli-schema.json is written from here
 * (npm run schema), and every test that reads a document checks it against its shape.
 */
import { z } from 'zod'
import { errorCodes } from '../../../core/shared/error-codes.ts'
import { appShapes } from './app-shapes.ts'
import { decisionShapes } from './decision-shapes.ts'
import { doctorShapes } from './doctor-shapes.ts'
import { keepingShapes } from './keeping-shapes.ts'
import { linkShapes } from './link-shapes.ts'
import { runShapes } from './run-shapes.ts'
import { siteShapes } from './site-shapes.ts'

/** By the command's words. */
export const dataShapes: Readonly<Record<string, z.ZodType>> = {
  ...siteShapes,
  ...linkShapes,
  ...doctorShapes,
  ...runShapes,
  ...decisionShapes,
  ...keepingShapes,
  ...appShapes
}

/** Beside its own facts an error may carry what the command would have given, such as a plan or runs. */
export const failureShape = z.object({
  ok: z.literal(false),
  error: z.object({ code: z.enum(errorCodes), message: z.string(), details: z.record(z.string(), z.json()) })
})

const successOf = (data: z.ZodType): z.ZodType => z.object({ ok: z.literal(true), data })

/**
 * The schema file: `properties` holds the document of each command by its words, and that of a failure. Additional properties are
 * allowed: they are how it grows.
 */
export function schemaDocument(): Record<string, unknown> {
  const documents = Object.entries(dataShapes).map(([words, shape]) => [words, successOf(shape)] as const)
  const all = z.object({ ...Object.fromEntries(documents), failure: failureShape }).partial()
  return {
    title: 'What rexxfleet --json prints',
    description: 'One document on standard output: the property of the command, or `failure`.',
    ...z.toJSONSchema(all, { io: 'input', unrepresentable: 'any', reused: 'ref' })
  }
}

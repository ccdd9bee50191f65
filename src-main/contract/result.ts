import { z } from 'zod'
import { errorView, type ErrorView } from './shapes.ts'

/** Every answer through every door: the same envelope as the terminal's --json. */
export type Result<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: ErrorView }

export const resultEnvelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorView })
])

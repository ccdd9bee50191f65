import { isAppError } from '../shared/app-error.ts'

/** The site answered, and the answer is no: the class is not there, or cannot be read. Not a site that is away, or too slow. */
export function answeredNo(thrown: unknown): boolean {
  return isAppError(thrown, 'site-answered-badly', 'value-refused', 'entity-not-found')
}

import { AppError } from '../../shared/app-error.ts'

/** What the mend rests on is no longer so. */
export function outdated(what: string): AppError {
  return new AppError('plan-outdated', `${what} Examine the site again. Nothing was written.`, {})
}

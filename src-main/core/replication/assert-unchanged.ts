import { sameMap } from '../languages/language-map.ts'
import { AppError } from '../shared/app-error.ts'
import type { Link } from '../topology/link.ts'
import { isDeepEqual } from './edit/same-models.ts'
import type { ReplicationDeps } from './steps/deps.ts'

/** A plan is about links as they were: fails with 'plan-outdated' where one was changed since, or is gone. */
export function assertUnchanged({ links }: Pick<ReplicationDeps, 'links'>, planned: readonly Link[]): void {
  for (const link of planned) {
    const known = links.get(link.id)
    if (
      known &&
      isDeepEqual(known.models, link.models) &&
      known.delivery === link.delivery &&
      sameMap(known.languages, link.languages) &&
      known.twinId === link.twinId
    )
      continue
    throw new AppError('plan-outdated', 'The link was changed since. Make a new plan.', { link: link.id })
  }
}

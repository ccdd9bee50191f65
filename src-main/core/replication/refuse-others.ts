import { AppError } from '../shared/app-error.ts'
import { ringThrough } from '../topology/graph-rules.ts'
import type { Link } from '../topology/link.ts'
import type { ReplicationDeps } from './steps/deps.ts'

/**
 * Links that came since a link was planned can make it one that no preflight would have let through: the same two sites linked already, in
 * this direction or back without knowing of each other (F21), or a ring of sites (F22). Fails with 'link-exists' or 'plan-outdated'.
 */
export function refuseOthers({ links }: Pick<ReplicationDeps, 'links'>, link: Link): void {
  const { id, twinId, primaryId, replicaId } = link
  const other = links.between(primaryId, replicaId)
  if (other && other.id !== id)
    throw new AppError(
      'link-exists',
      'These two sites are linked in this direction already. Change that link instead.',
      { link: other.id }
    )
  const back = links.between(replicaId, primaryId)
  if (back && back.id !== twinId)
    throw new AppError(
      'plan-outdated',
      'The way back was linked since. Make a new plan, by which the two directions know each other; nothing was written.',
      { link: back.id }
    )
  const others = links.list().filter(one => one.id !== id && one.id !== twinId)
  if (!link.models.some(({ model }) => ringThrough(link, others, model))) return
  throw new AppError(
    'plan-outdated',
    'Links that came since would form a ring with this one, in which everything is made again each round. Make a new plan; nothing was written.',
    { link: id }
  )
}

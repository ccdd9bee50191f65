import { modelNamed } from '../models/catalogue.ts'
import { parentsFirst } from '../models/dependencies.ts'
import { recursionFor } from '../models/recursion.ts'
import type { Link } from '../topology/link.ts'
import type { Definition } from '../workflow/machine.ts'
import type { Json } from '../workflow/records.ts'
import type { Step } from '../workflow/step.ts'
import { flushModel } from './flush/flush-model.ts'
import { grantsOf } from './set-up-link.ts'
import { removeDataSource } from './steps/data-source.ts'
import type { ReplicationDeps } from './steps/deps.ts'
import { removeEndpoint } from './steps/endpoint.ts'
import { removeGrant } from './steps/grant.ts'
import { removeLinkKey } from './steps/key.ts'
import { leaveRelations } from './steps/recursion.ts'
import { closeLink, forgetLink } from './steps/link-record.ts'

export interface DeregisterParams {
  /** As it was when the plan was made: the steps need it after the record is gone. */
  readonly link: Link
  /** What was replicated stays on the replica, with its mappings. */
  readonly keepData: boolean
  /** One side is gone for good: only the other is cleaned. */
  readonly gone: 'primary' | 'replica' | null
  readonly includeEdited: boolean
  readonly archiveId: string
}

/** Takes a link off both sites: what it brought, its rights on the replica, its rows on the primary, and the link itself. */
export function deregisterLink(deps: ReplicationDeps): Definition {
  return {
    kind: 'deregister-link',
    steps(params: Json): Step[] {
      const wish = params as unknown as DeregisterParams
      const { link, gone } = wish
      return [
        closeLink(deps, link),
        ...(gone === 'replica' ? [] : flushSteps(deps, wish)),
        ...(gone === 'replica' ? [] : sideSteps(deps, link, 'replica')),
        ...(gone === 'primary' ? [] : sideSteps(deps, link, 'primary')),
        forgetLink(deps, link)
      ]
    }
  }
}

/** Children before parents, since a parent that is in use cannot be removed. */
function flushSteps(
  deps: ReplicationDeps,
  { link, keepData, includeEdited, gone, archiveId }: DeregisterParams
): Step[] {
  if (keepData) return []
  const order = parentsFirst(link.models.map(({ model }) => model)).reverse()
  const models = order.map(name => link.models.find(({ model }) => model === name)!)
  return models.map(model =>
    flushModel(deps, { link, model, includeEdited, withoutPrimary: gone === 'primary', archiveId })
  )
}

/** Grants before the key and the endpoints, endpoints before their data sources (F33). */
function sideSteps(deps: ReplicationDeps, link: Link, side: 'primary' | 'replica'): Step[] {
  const siteId = side === 'primary' ? link.primaryId : link.replicaId
  const grants = grantsOf(deps, link).filter(grant => grant.siteId === siteId)
  return [
    ...grants.map(grant => removeGrant(deps, grant, link.id)),
    ...(side === 'replica' ? [removeLinkKey(deps, siteId, link.keyRef, link.id)] : []),
    ...link.models.map(({ model, primaryEndpoint, replicaEndpoint }) =>
      removeEndpoint(deps, siteId, side === 'primary' ? primaryEndpoint : replicaEndpoint, model, link.id)
    ),
    ...link.models.flatMap(({ model }) =>
      recursionFor(modelNamed(model)) ? [leaveRelations(deps, siteId, modelNamed(model), link.id)] : []
    ),
    ...link.models.map(({ model }) => removeDataSource(deps, siteId, model, link.id))
  ]
}

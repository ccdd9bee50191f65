import { modelNamed } from '../models/catalogue.ts'
import { parentsFirst } from '../models/dependencies.ts'
import { recursionFor } from '../models/recursion.ts'
import type { Link } from '../topology/link.ts'
import type { Definition } from '../workflow/machine.ts'
import type { Json } from '../workflow/records.ts'
import type { Step } from '../workflow/step.ts'
import { flushModel } from './flush/flush-model.ts'
import { noteOriginals } from './flush/note-originals.ts'
import { linksOf, sidesOf, usersOf, type LinkPair, type Side } from './pair.ts'
import { removeDataSource } from './steps/data-source.ts'
import type { ReplicationDeps } from './steps/deps.ts'
import { removeEndpoint } from './steps/endpoint.ts'
import { removeGrant } from './steps/grant.ts'
import { removeLinkKey } from './steps/key.ts'
import { closeLink, forgetLink } from './steps/link-record.ts'
import type { Users } from './steps/ownership.ts'
import { leaveRelations } from './steps/recursion.ts'

/** The link, or both of a pair, as they were when the plan was made: the steps need them after their records are gone. */
export interface DeregisterParams extends LinkPair {
  /** What was replicated stays where it is, with its mappings. */
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
      const links = linksOf(wish)
      const [replica, primary] = sidesOf(wish, id => deps.sites.get(id)!)
      return [
        ...links.map(link => closeLink(deps, link)),
        ...(wish.keepData ? [] : flushSteps(deps, wish)),
        ...(wish.gone === 'replica' ? [] : sideSteps(deps, replica, usersOf(wish))),
        ...(wish.gone === 'primary' ? [] : sideSteps(deps, primary, usersOf(wish))),
        ...links.map(link => forgetLink(deps, link))
      ]
    }
  }
}

/**
 * Children before parents, since a parent that is in use cannot be removed. Who is an original is noted for both directions before the
 * first mapping goes: with it would go the proof.
 */
function flushSteps(deps: ReplicationDeps, wish: DeregisterParams): Step[] {
  const { link, twin, gone, includeEdited, archiveId } = wish
  const flush = (one: Link): Step[] => {
    const order = parentsFirst(one.models.map(({ model }) => model)).reverse()
    const models = order.map(name => one.models.find(({ model }) => model === name)!)
    return models.map(model =>
      flushModel(deps, { link: one, model, includeEdited, withoutPrimary: gone !== null, archiveId })
    )
  }
  return [
    ...(twin && !gone ? [noteOriginals(deps, wish)] : []),
    ...(gone === 'replica' ? [] : flush(link)),
    ...(twin && gone !== 'primary' ? flush(twin) : [])
  ]
}

/** Grants before the key and the endpoints, endpoints before their data sources (F33). */
function sideSteps(deps: ReplicationDeps, { siteId, models, grants, receives }: Side, users: Users): Step[] {
  return [
    ...grants.map(grant => removeGrant(deps, grant, grant.holder === 'link' ? [receives!.id] : users)),
    ...(receives ? [removeLinkKey(deps, siteId, receives.keyRef, receives.id)] : []),
    ...models.map(({ model, endpoint }) => removeEndpoint(deps, siteId, endpoint, model, users)),
    ...models.flatMap(({ model }) =>
      recursionFor(modelNamed(model)) ? [leaveRelations(deps, siteId, modelNamed(model), users)] : []
    ),
    ...models.map(({ model }) => removeDataSource(deps, siteId, model, users))
  ]
}

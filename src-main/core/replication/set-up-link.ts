import type { SiteId } from '../fleet/site.ts'
import { modelNamed } from '../models/catalogue.ts'
import type { ModelName } from '../models/model.ts'
import type { Link } from '../topology/link.ts'
import { AppError } from '../shared/app-error.ts'
import type { Json } from '../workflow/records.ts'
import type { Definition } from '../workflow/machine.ts'
import type { Step } from '../workflow/step.ts'
import { makeDataSource } from './steps/data-source.ts'
import type { ReplicationDeps } from './steps/deps.ts'
import { makeEndpoint } from './steps/endpoint.ts'
import { makeGrant, type GrantWish } from './steps/grant.ts'
import { makeLinkKey } from './steps/key.ts'
import { readRelations } from './steps/recursion.ts'
import { openLink, registerLink } from './steps/link-record.ts'
import { verifyLink } from './steps/verify-link.ts'

/** Everything about the link that is to be; its id and the name of its key are fixed when it is planned. */
export interface SetUpParams {
  readonly link: Link
}

/** The rights that a link needs: its own key writes on the replica, and the management keys read both sides. */
export function grantsOf(deps: ReplicationDeps, link: Link): GrantWish[] {
  const management = (siteId: string): string => deps.sites.get(siteId)!.keyRef
  return link.models.flatMap(({ primaryEndpoint, replicaEndpoint }): GrantWish[] => [
    {
      siteId: link.replicaId,
      endpoint: replicaEndpoint,
      keyRef: link.keyRef,
      holder: 'link',
      readOnly: false
    },
    {
      siteId: link.replicaId,
      endpoint: replicaEndpoint,
      keyRef: management(link.replicaId),
      holder: 'management',
      readOnly: true
    },
    {
      siteId: link.primaryId,
      endpoint: primaryEndpoint,
      keyRef: management(link.primaryId),
      holder: 'management',
      readOnly: true
    }
  ])
}

/** What it takes to read a model on one site, relations included. */
function readable(
  deps: ReplicationDeps,
  link: Link,
  siteId: SiteId,
  name: ModelName,
  endpoint: string
): Step[] {
  const relations = readRelations(deps, siteId, modelNamed(name), link.id)
  return [
    makeDataSource(deps, siteId, name, link.id),
    ...(relations ? [relations] : []),
    makeEndpoint(deps, siteId, endpoint, name, link.id)
  ]
}

/** Makes a link for the delivery `compare`: what F32 demands of it on either side, replica first. */
export function setUpLink(deps: ReplicationDeps): Definition {
  return {
    kind: 'set-up-link',
    steps(params: Json): Step[] {
      const { link } = params as unknown as SetUpParams
      const { primaryId, replicaId, models } = link
      const grants = grantsOf(deps, link)
      return [
        registerLink(deps, link),
        ...models.flatMap(({ model, replicaEndpoint }) =>
          readable(deps, link, replicaId, model, replicaEndpoint)
        ),
        makeLinkKey(deps, replicaId, link.keyRef, link.id),
        ...grants.filter(grant => grant.siteId === replicaId).map(grant => makeGrant(deps, grant, link.id)),
        ...models.flatMap(({ model, primaryEndpoint }) =>
          readable(deps, link, primaryId, model, primaryEndpoint)
        ),
        ...grants.filter(grant => grant.siteId === primaryId).map(grant => makeGrant(deps, grant, link.id)),
        verifyLink(link),
        openLink(deps, link)
      ]
    },
    admit(params: Json): void {
      const { link } = params as unknown as SetUpParams
      const other = deps.links.between(link.primaryId, link.replicaId)
      if (other && other.id !== link.id) {
        throw new AppError(
          'link-exists',
          'These two sites are linked in this direction already. Change that link instead.',
          {
            link: other.id
          }
        )
      }
    }
  }
}

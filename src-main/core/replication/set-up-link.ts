import { modelNamed } from '../models/catalogue.ts'
import type { LinkId } from '../topology/link.ts'
import type { Definition } from '../workflow/definition.ts'
import type { Step } from '../workflow/step.ts'
import { WorkflowType } from '../workflow/workflow-type.ts'
import { deliverySteps } from './delivery/delivery-steps.ts'
import { keepData } from './flush/keep-data.ts'
import { publishingSteps } from './publishing/publishing-steps.ts'
import { chosenOf, grantOfLink, linksOf, sidesOf, usersOf, type LinkPair, type Side } from './pair.ts'
import { refuseOthers } from './refuse-others.ts'
import { checkChosen, chosenAnew } from './steps/check-chosen.ts'
import { checkLanguages } from './steps/check-languages.ts'
import { makeDataSource } from './steps/data-source.ts'
import type { ReplicationDeps } from './steps/deps.ts'
import { makeEndpoint } from './steps/endpoint.ts'
import { makeGrant } from './steps/grant.ts'
import { makeLinkKey } from './steps/key.ts'
import { openLink, registerLink } from './steps/link-record.ts'
import type { Users } from './steps/ownership.ts'
import { readRelations } from './steps/recursion.ts'
import { unlessTaken } from './steps/unless-taken.ts'
import { verifyLink } from './steps/verify-link.ts'

/** Everything about the link that is to be, or the two; ids and the names of keys are fixed when it is planned. */
export interface SetUpParams extends LinkPair {
  /** Links whose replica becomes a publishing target of its primary's calendar. */
  readonly publish?: readonly LinkId[]
}

export const setUpWorkflow = new WorkflowType<SetUpParams>('set-up-link')

/** Makes a link, or a both-ways pair: what F32 demands on either side for its delivery, replica first. */
export function setUpLink(deps: ReplicationDeps): Definition {
  return setUpWorkflow.define({
    steps(pair) {
      const links = linksOf(pair)
      const sides = sidesOf(pair, id => deps.sites.get(id)!)
      return [
        ...links.map(link => registerLink(deps, link)),
        ...sides.flatMap(side => setUpSide(deps, side, usersOf(pair))),
        ...links.flatMap(link => checkChosen(link, chosenAnew(link))),
        ...links.flatMap(checkLanguages),
        ...links.flatMap(link => deliverySteps(deps, link)),
        ...links.map(link => ({ ...verifyLink(link), inverse: () => keepData(deps, link) })),
        // Last of all that is done: it waits for a person.
        ...publishingSteps(deps, chosenOf(links, pair.publish)),
        ...links.map(link => openLink(deps, link))
      ]
    },
    touches: pair => linksOf(pair).map(({ id }) => id),
    admit: pair => linksOf(pair).forEach(link => refuseOthers(deps, link))
  })
}

/** Data source, what it takes to read relations, endpoint; then the key of the link that pushes here, and the rights. */
export function setUpSide(deps: ReplicationDeps, side: Side, users: Users): Step[] {
  const { siteId, models, grants, receives } = side
  return [
    ...models.flatMap(({ model, endpoint }) => {
      const relations = readRelations(deps, siteId, modelNamed(model), users)
      return [
        makeDataSource(deps, siteId, model, users),
        ...(relations ? [relations] : []),
        makeEndpoint(deps, siteId, endpoint, model, users)
      ]
    }),
    ...(receives ? [makeLinkKey(deps, siteId, receives.keyRef, receives.id)] : []),
    ...grants.map(grant => makeGrant(deps, grant, grant.holder === 'link' ? [receives!.id] : users)),
    ...setUpBesides(deps, side)
  ]
}

/** The endpoints that the link's key may use beside its own models, and its rights; what stands for something else is left out. */
export function setUpBesides(deps: ReplicationDeps, { siteId, besides, receives }: Side): Step[] {
  if (!receives) return []
  // Of a pair only the link that writes here needs them: they go with it, also where it goes by itself.
  const users = [receives.id]
  return besides.flatMap(one => [
    makeDataSource(deps, siteId, one.model, users),
    unlessTaken(makeEndpoint(deps, siteId, one.endpoint, one.model, users), one),
    unlessTaken(makeGrant(deps, grantOfLink(receives, siteId, one.endpoint), users), one)
  ])
}

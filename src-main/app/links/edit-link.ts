import type { ParsedInput } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { SiteReader } from '../../core/fleet/site-access.ts'
import type { Included } from '../../core/models/closure.ts'
import {
  assertOneToOne,
  inverseOf,
  namesLanguages,
  sameLanguages,
  sameMap,
  type LanguageMap
} from '../../core/languages/language-map.ts'
import { modelMeant } from '../../core/models/catalogue.ts'
import { assertReplicable } from '../../core/models/replicable.ts'
import type { Notice } from '../../core/preflight/notice.ts'
import { refuseWhereForbidden } from '../../core/preflight/preflight.ts'
import { losesEntities } from '../../core/replication/edit/change-delivery.ts'
import { changedModels } from '../../core/replication/edit/changed-models.ts'
import { changedPublishing } from '../../core/replication/edit/changed-publishing.ts'
import { publishedLinks } from '../../core/replication/publishing/published-links.ts'
import { editWorkflow, type EditParams } from '../../core/replication/edit/edit-link.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Link, LinkModel } from '../../core/topology/link.ts'
import { assertDeliverable } from '../../core/topology/selection-rules.ts'
import { cachedReader } from '../../core/workflow/cached-reader.ts'
import type { CheckedParams } from '../preflight/plan-notices.ts'
import { preflightLink } from '../preflight/preflight-link.ts'
import { workflowView } from '../workflows/workflow-view.ts'
import type { LinkHandlerDeps } from './link-handlers.ts'
import { assertPushedByLinkNames, nameForLive } from './live-names.ts'
import { linkBack, linkModel } from './plan-link.ts'
import { choiceOf, refuseChoiceBothWays, withChoice } from './select-entities.ts'

type Wish = ParsedInput<'links.planEdit'>

/** Plans a change of a link, and of its twin with it. Writes nothing. */
export async function planEdit(deps: LinkHandlerDeps, wish: Wish): Promise<WorkflowView> {
  const link = deps.link(wish.linkId)
  const twin = link.twinId === null ? null : deps.links.get(link.twinId)
  for (const one of twin ? [link, twin] : [link]) refuseUnready(deps, one)
  if (twin) refuseChoiceBothWays(wish)
  const models = await modelsAfter(deps, wish, link)
  const choice = choiceOf(
    wish,
    models.map(({ model }) => model)
  )
  const chosen = withChoice(choice, models)
  const delivery = wish.delivery ?? link.delivery
  const languages = wish.languages ?? link.languages ?? sameLanguages
  assertOneToOne(languages)
  const after: Link = { ...withoutLanguages(link), models: chosen, delivery, ...named(languages) }
  const twinAfter = twin && {
    ...withoutLanguages(twin),
    ...named(inverseOf(languages)),
    models: linkBack(after, twin.id).models,
    delivery: wish.delivery ?? twin.delivery
  }
  assertDeliverable(after.models, after.delivery)
  requireWord(wish, link, after)
  for (const { delivery, primaryId, models } of twinAfter ? [after, twinAfter] : [after])
    if (delivery === 'live') await assertPushedByLinkNames(deps.access.reader(deps.site(primaryId)), models)
  const [before, changed] = [twin ? [link, twin] : [link], twinAfter ? [after, twinAfter] : [after]]
  const publishing = changedPublishing(before, changed, publishedLinks(deps, before), wish.publish)
  const notices = await preflightEdit(deps, wish, link, after)
  const params: EditParams & CheckedParams = {
    before: { link, twin },
    after: { link: after, twin: twinAfter },
    fallen: wish.fallen ?? 'keep',
    includeEdited: wish.includeEdited,
    archiveId: deps.ids.next(),
    publishing,
    notices,
    acknowledged: wish.acknowledge
  }
  const earlier = deps.workflows.list({ linkId: link.id, states: ['planned'] })
  const record = await deps.machine.plan({
    ...editWorkflow.of(params),
    linkId: link.id,
    siteIds: [link.primaryId, link.replicaId],
    startedBy: deps.startedBy
  })
  for (const plan of earlier) deps.machine.discard(plan.id)
  return workflowView(record, deps.workflows.steps(record.id), deps.sites)
}

function withoutLanguages({ languages: _former, ...link }: Link): Link {
  return link
}

const named = (languages: LanguageMap): Pick<Link, 'languages'> =>
  namesLanguages(languages) ? { languages } : {}

function refuseUnready(deps: LinkHandlerDeps, { id, state }: Link): void {
  deps.refuseBusy(id)
  if (state === 'ready') return
  throw new AppError(
    'link-not-ready',
    'A workflow of this link is at work, or stopped half-way. End it first.',
    {
      link: id,
      state
    }
  )
}

/**
 * Models that stay keep their names on the sites, unless Cloudrexx itself is to push from now on: it calls the replica by the primary's
 * names. New ones get theirs as in a set-up.
 */
async function modelsAfter(deps: LinkHandlerDeps, wish: Wish, link: Link): Promise<LinkModel[]> {
  const included = changedModels(link, wish.addModels.map(modelMeant), wish.dropModels.map(modelMeant))
  for (const { model } of included) assertReplicable(model)
  const delivery = wish.delivery ?? link.delivery
  const [primary, replica] = [link.primaryId, link.replicaId].map(id =>
    cachedReader(deps.access.reader(deps.site(id)))
  ) as [SiteReader, SiteReader]
  const after = async (one: Included): Promise<LinkModel> => {
    const known = link.models.find(({ model }) => model === one.model.name)
    if (!known) return linkModel(one, [primary, replica], delivery)
    const { primaryEndpoint, replicaEndpoint } = known
    const renamed = delivery === 'live' && primaryEndpoint !== replicaEndpoint
    const name = renamed ? await nameForLive(replica, one.model, primaryEndpoint) : replicaEndpoint
    return { ...withReason(known, one), replicaEndpoint: name }
  }
  return Promise.all(included.map(after))
}

function withReason({ because: _former, ...known }: LinkModel, { because }: Included): LinkModel {
  return { ...known, ...(because ? { because } : {}) }
}

/** What was replicated and is to be no longer: it is never decided silently what becomes of it. */
function requireWord({ fallen }: Wish, before: Link, after: Link): void {
  if (fallen) return
  const falls = before.models.filter(one =>
    losesEntities(
      one,
      after.models.find(({ model }) => model === one.model)
    )
  )
  if (falls.length === 0) return
  throw new AppError(
    'invalid-input',
    'Say what becomes of the entities that are replicated no longer: flush them, or keep them on the replica.',
    { models: falls.map(({ model }) => model) }
  )
}

/** What speaks against the models that are new, or against all of them where they are delivered in another way. */
async function preflightEdit(
  deps: LinkHandlerDeps,
  wish: Wish,
  { primaryId, replicaId, twinId, delivery: before, languages: former }: Link,
  { models, delivery, languages }: Link
): Promise<Notice[]> {
  const same = delivery === before && sameMap(former, languages)
  const concerned = same ? wish.addModels : models.map(({ model }) => model)
  if (concerned.length === 0) return []
  const bothWays = twinId !== null
  const notices = await preflightLink(deps, {
    primaryId,
    replicaId,
    models: concerned,
    delivery,
    bothWays,
    ...(languages ? { languages } : {})
  })
  refuseWhereForbidden(notices)
  return notices
}

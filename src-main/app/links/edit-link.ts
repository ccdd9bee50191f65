import type { ParsedInput } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { Included } from '../../core/models/closure.ts'
import { modelMeant } from '../../core/models/catalogue.ts'
import { assertReplicable } from '../../core/models/replicable.ts'
import type { Notice } from '../../core/preflight/notice.ts'
import { refuseWhereForbidden } from '../../core/preflight/preflight.ts'
import { changedModels } from '../../core/replication/edit/changed-models.ts'
import type { EditParams } from '../../core/replication/edit/edit-link.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Link, LinkModel } from '../../core/topology/link.ts'
import { cachedReader } from '../../core/workflow/cached-reader.ts'
import type { Json } from '../../core/workflow/records.ts'
import type { CheckedParams } from '../preflight/plan-notices.ts'
import { preflightLink } from '../preflight/preflight-link.ts'
import { workflowView } from '../workflows/workflow-view.ts'
import type { LinkHandlerDeps } from './link-handlers.ts'
import { linkBack, linkModel } from './plan-link.ts'

type Wish = ParsedInput<'links.planEdit'>

/** Plans a change of a link, and of its twin with it. Writes nothing. */
export async function planEdit(deps: LinkHandlerDeps, wish: Wish): Promise<WorkflowView> {
  const link = deps.link(wish.linkId)
  const twin = link.twinId === null ? null : deps.links.get(link.twinId)
  for (const one of twin ? [link, twin] : [link]) refuseUnready(deps, one)
  const models = await modelsAfter(deps, wish, link)
  refuseStrayIds(wish, models, twin)
  const after: Link = { ...link, models }
  const twinAfter = twin && { ...twin, models: linkBack(after, twin.id).models }
  requireWord(wish, link, after)
  refuseQueued(wish, link)
  const notices = await preflightAdded(deps, wish, link)
  const params: EditParams & CheckedParams = {
    before: { link, twin },
    after: { link: after, twin: twinAfter },
    fallen: wish.fallen ?? 'keep',
    includeEdited: wish.includeEdited,
    archiveId: deps.ids.next(),
    notices,
    acknowledged: wish.acknowledge
  }
  for (const plan of deps.workflows.list({ linkId: link.id, states: ['planned'] }))
    deps.machine.discard(plan.id)
  const record = await deps.machine.plan({
    kind: 'edit-link',
    params: params as unknown as Json,
    linkId: link.id,
    siteIds: [link.primaryId, link.replicaId],
    startedBy: deps.startedBy
  })
  return workflowView(record, deps.workflows.steps(record.id), deps.sites)
}

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

/** Models that stay keep their names on the sites; new ones get theirs as in a set-up. */
async function modelsAfter(deps: LinkHandlerDeps, wish: Wish, link: Link): Promise<LinkModel[]> {
  const included = changedModels(link, wish.addModels.map(modelMeant), wish.dropModels.map(modelMeant))
  for (const { model } of included) assertReplicable(model)
  const readers = [link.primaryId, link.replicaId].map(id => cachedReader(deps.access.reader(deps.site(id))))
  return Promise.all(
    included.map(async (one: Included) => {
      const known = link.models.find(({ model }) => model === one.model.name)
      const fresh = known ? withReason(known, one) : await linkModel(one, [readers[0]!, readers[1]!], null)
      return wish.ids === undefined ? fresh : { ...fresh, ids: wish.ids }
    })
  )
}

function withReason({ because: _former, ...known }: LinkModel, { because }: Included): LinkModel {
  return { ...known, ...(because ? { because } : {}) }
}

function refuseStrayIds({ ids }: Wish, models: readonly LinkModel[], twin: Link | null): void {
  const chosen = models.some(model => model.ids !== null)
  if (chosen && models.length > 1)
    throw new AppError(
      'invalid-input',
      'Ids can be chosen for one model at a time: link the models one by one.',
      {}
    )
  if (ids && twin)
    throw new AppError(
      'invalid-input',
      'A both-ways link carries all entities of its models. Leave the ids out.',
      {}
    )
}

/** What was replicated and is to be no longer: it is never decided silently what becomes of it. */
function requireWord({ fallen }: Wish, before: Link, after: Link): void {
  if (fallen) return
  const falls = before.models.filter(({ model, ids }) => {
    const now = after.models.find(one => one.model === model)
    if (!now) return true
    return now.ids !== null && (ids === null || ids.some(id => !now.ids!.includes(id)))
  })
  if (falls.length === 0) return
  throw new AppError(
    'invalid-input',
    'Say what becomes of the entities that are replicated no longer: flush them, or keep them on the replica.',
    { models: falls.map(({ model }) => model) }
  )
}

/** What falls out of a queue would be taken by its unused twins for a removal (F41): it is narrowed while nothing is queued. */
function refuseQueued({ fallen, ids }: Wish, { delivery }: Link): void {
  if (delivery === 'compare' || (fallen === undefined && ids === undefined)) return
  throw new AppError(
    'not-supported-here',
    'A link by queue or live cannot be narrowed. Change its delivery to compare first.',
    { delivery }
  )
}

/** What speaks against the models that are new. */
async function preflightAdded(deps: LinkHandlerDeps, wish: Wish, link: Link): Promise<Notice[]> {
  if (wish.addModels.length === 0) return []
  const { primaryId, replicaId, delivery } = link
  const bothWays = link.twinId !== null
  const notices = await preflightLink(deps, {
    primaryId,
    replicaId,
    models: wish.addModels,
    delivery,
    bothWays
  })
  refuseWhereForbidden(notices)
  return notices
}

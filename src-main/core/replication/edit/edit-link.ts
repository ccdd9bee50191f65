import type { Site, SiteId } from '../../fleet/site.ts'
import { modelNamed } from '../../models/catalogue.ts'
import type { ModelName } from '../../models/model.ts'
import { asChosen } from '../../languages/as-chosen.ts'
import { recursionFor } from '../../models/recursion.ts'
import { AppError } from '../../shared/app-error.ts'
import { isDeepEqual } from './same-models.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Definition } from '../../workflow/definition.ts'
import type { Step } from '../../workflow/step.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import { followers } from '../../sync/selection.ts'
import { assertUnchanged } from '../assert-unchanged.ts'
import { deregisterSide, flushInOrder, type Extent } from '../deregister-link.ts'
import { noteOriginals } from '../flush/note-originals.ts'
import { endPublishingSteps, publishingSteps, releasePublishing } from '../publishing/publishing-steps.ts'
import { chosenOf, claimsOf, cutSide, linksOf, sidesOf, usersOf, type LinkPair, type Side } from '../pair.ts'
import { checkChosen, chosenAnew } from '../steps/check-chosen.ts'
import { checkLanguages } from '../steps/check-languages.ts'
import { setUpBesides, setUpSide } from '../set-up-link.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { leaveRelations } from '../steps/recursion.ts'
import { verifyLink } from '../steps/verify-link.ts'
import { joinQueue, leaveQueue, recorded, resumePushes } from './change-delivery.ts'
import type { ChangedPublishing } from './changed-publishing.ts'
import { forgetAgreed } from './forget-agreed.ts'
import { recordEdit } from './record-edit.ts'
import { releaseRows } from './release-rows.ts'

/** The link, or both of a pair, as they were when the plan was made and as they are to be. */
export interface EditParams {
  readonly before: LinkPair
  readonly after: LinkPair
  /** What is no longer replicated goes from the replica, or stays there with its mappings. */
  readonly fallen: 'flush' | 'keep'
  readonly includeEdited: boolean
  readonly archiveId: string
  /** Publishing targets that come and go with it; absent in plans of earlier versions. */
  readonly publishing?: ChangedPublishing
}

export const editWorkflow = new WorkflowType<EditParams>('edit-link')

/**
 * Adds models to a link or a both-ways pair, drops some, chooses other entities, or has them delivered in another way. What is new gets
 * what a set-up gives it; of what is dropped that goes which nobody else uses. No run starts meanwhile.
 */
export function editLink(deps: ReplicationDeps): Definition {
  return editWorkflow.define({
    steps(wish) {
      const [before, after] = [linksOf(wish.before), linksOf(wish.after)]
      const each = (make: (before: Link, after: Link) => Step[]): Step[] =>
        after.flatMap((link, at) => make(before[at]!, link))
      const open = each((former, link) => [recordEdit(deps, former, link, 'open')])
      const { begin, end } = wish.publishing ?? { begin: [], end: [] }
      // Done by a person, and last of all: what else is to be done does not wait for it.
      const publishing = [
        ...endPublishingSteps(deps, chosenOf(before, end)),
        ...releasePublishing(deps, chosenOf(before, end)),
        ...publishingSteps(deps, chosenOf(after, begin))
      ]
      // The link itself stays as it is, and need not rest.
      if (isDeepEqual(before, after)) return [...publishing, ...open]
      return [
        // A model that the link carries already can be asked for before anything rests.
        ...each((former, link) => checkChosen(link, chosenAnew(link, former).filter(carriedBy(former)))),
        ...each((former, link) => [recordEdit(deps, former, link, 'close')]),
        ...each((former, link) => leaveQueue(deps, former, link)),
        ...(wish.fallen === 'flush' ? flushSteps(deps, wish) : []),
        ...sideSteps(deps, wish),
        ...each((former, link) =>
          checkChosen(
            link,
            chosenAnew(link).filter(one => !carriedBy(former)(one))
          )
        ),
        ...after.flatMap(checkLanguages),
        ...each((former, link) => joinQueue(deps, former, link)),
        ...after.map(verifyLink),
        ...each((former, link) => resumePushes(deps, former, link)),
        ...publishing,
        ...open
      ]
    },
    claims: ({ before }) => claimsOf(linksOf(before), id => deps.sites.get(id)!),
    touches: ({ before }) => linksOf(before).map(({ id }) => id),
    admit({ before }) {
      const links = linksOf(before)
      assertUnchanged(deps, links)
      const resting = links.find(({ id }) => deps.links.get(id)?.state !== 'ready')
      if (resting)
        throw new AppError('plan-outdated', 'The link was changed since. Make a new plan.', {
          link: resting.id
        })
    }
  })
}

const carriedBy =
  ({ models }: Link) =>
  ({ model }: LinkModel): boolean =>
    models.some(one => one.model === model)

/** The pair with only these of its models. */
function only(pair: LinkPair, wanted: (model: ModelName) => boolean): LinkPair {
  const cut = (link: Link): Link => ({ ...link, models: link.models.filter(({ model }) => wanted(model)) })
  return { link: cut(pair.link), twin: pair.twin && cut(pair.twin) }
}

function flushSteps(deps: ReplicationDeps, { before, after, includeEdited, archiveId }: EditParams): Step[] {
  // As runs name them: in the languages of the replica, by which its mappings go.
  const { models } = asChosen(after.link)
  const kept = new Map(models.map(one => [one.model, one.ids]))
  const follows = followers(models)
  // All of a model that is dropped; of one whose selection is narrowed what falls out of it (F41: Cloudrexx would delete without a word),
  // and with it what belongs to that.
  const concerned = only(before, model => !kept.has(model) || kept.get(model) !== null || follows.has(model))
  if (concerned.link.models.length === 0) return []
  const wish = { includeEdited, withoutPrimary: false, archiveId, after: models }
  return [
    ...(concerned.twin ? [noteOriginals(deps, concerned, null)] : []),
    ...linksOf(concerned).flatMap(link => flushInOrder(deps, link, () => wish)),
    ...linksOf(concerned).flatMap(link =>
      link.models.map(({ model }) => forgetAgreed(deps, link, model, models))
    )
  ]
}

/** On either site: what is needed no more, then what is new. Another name for a model that stays is both. */
function sideSteps(deps: ReplicationDeps, { before, after }: EditParams): Step[] {
  const site = (id: SiteId): Site => deps.sites.get(id)!
  const [former, next] = [sidesOf(before, site), sidesOf(after, site)]
  const drop = former.flatMap((side, at) => dropSteps(deps, side, next[at]!, before, after))
  const add = next.flatMap((side, at) => {
    const had = new Set(former[at]!.models.map(named))
    const added = cutSide(side, model => !had.has(named(model)))
    return [
      ...(added.models.length > 0 ? setUpSide(deps, added, usersOf(after)) : []),
      ...setUpBesides(deps, besidesOnly(side, former[at]!))
    ]
  })
  return [...drop, ...add]
}

const named = ({ model, endpoint }: Side['models'][number]): string => `${model} ${endpoint}`

function dropSteps(deps: ReplicationDeps, side: Side, next: Side, before: LinkPair, after: LinkPair): Step[] {
  const users = usersOf(before)
  const stays = new Set(next.models.map(({ model }) => model))
  const stayNamed = new Set(next.models.map(named))
  // An edit there would end in a fatal error without its Sync row, and that one hangs on its endpoint (F26).
  const recordedHere = new Set(
    linksOf(after).flatMap(link => (link.primaryId === side.siteId ? [...recorded(link)] : []))
  )
  // A part of the calendar that is dropped may still be written with the link's key, like the other parts of it.
  const besides = new Set(next.besides.map(({ model }) => model))
  const isBesides = (model: ModelName): boolean => besides.has(model) && !stays.has(model)
  const extentOf = (model: Side['models'][number]): Extent | null => {
    if (stays.has(model.model)) return stayNamed.has(named(model)) ? null : 'endpoints'
    return recordedHere.has(model.model) || isBesides(model.model) ? 'rights' : 'models'
  }
  const dropped = (['rights', 'endpoints', 'models'] as const).flatMap(extent => {
    const gone = cutSide(side, model => extentOf(model) === extent)
    if (gone.models.length === 0) return []
    const kept = new Set(gone.models.filter(({ model }) => isBesides(model)).map(({ endpoint }) => endpoint))
    const taken = {
      ...gone,
      grants: gone.grants.filter(({ endpoint, holder }) => holder === 'management' || !kept.has(endpoint))
    }
    return [...deregisterSide(deps, taken, users, extent), releaseRows(deps, taken, users, extent)]
  })
  const lost = besidesOnly(side, next)
  return [
    ...dropped,
    ...side.models.flatMap(({ model }) =>
      isBesides(model) && recursionFor(modelNamed(model))
        ? [leaveRelations(deps, side.siteId, modelNamed(model), users)]
        : []
    ),
    ...(lost.besides.length === 0
      ? []
      : [...deregisterSide(deps, lost, users, 'models'), releaseRows(deps, lost, users, 'models')])
  ]
}

/** Of the endpoints that a link's key may use beside its models those that the other state of the side does not have. */
function besidesOnly(side: Side, other: Side): Side {
  const known = new Set([...other.models, ...other.besides].map(({ model }) => model))
  return {
    ...side,
    models: [],
    grants: [],
    besides: side.besides.filter(({ model }) => !known.has(model))
  }
}

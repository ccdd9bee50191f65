import type { ModelName } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import { isDeepEqual } from './same-models.ts'
import type { Link } from '../../topology/link.ts'
import type { Definition } from '../../workflow/machine.ts'
import type { Json } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import { deliverySteps } from '../delivery/delivery-steps.ts'
import { deregisterSide, flushInOrder } from '../deregister-link.ts'
import { noteOriginals } from '../flush/note-originals.ts'
import { linksOf, sidesOf, usersOf, type LinkPair } from '../pair.ts'
import { setUpSide } from '../set-up-link.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { verifyLink } from '../steps/verify-link.ts'
import { forgetAgreed } from './forget-agreed.ts'
import { recordModels } from './record-models.ts'
import { releaseRows } from './release-rows.ts'

/** The link, or both of a pair, as they were when the plan was made and as they are to be. */
export interface EditParams {
  readonly before: LinkPair
  readonly after: LinkPair
  /** What is no longer replicated goes from the replica, or stays there with its mappings. */
  readonly fallen: 'flush' | 'keep'
  readonly includeEdited: boolean
  readonly archiveId: string
}

/**
 * Adds models to a link or a both-ways pair, drops some, or chooses other entities. The new ones get what a set-up gives them; of the
 * dropped ones that goes which nobody else uses. No run starts meanwhile.
 */
export function editLink(deps: ReplicationDeps): Definition {
  return {
    kind: 'edit-link',
    steps(params: Json): Step[] {
      const wish = params as unknown as EditParams
      const [before, after] = [linksOf(wish.before), linksOf(wish.after)]
      const open = after.map((link, at) => recordModels(deps, before[at]!, link, 'open'))
      if (isDeepEqual(before, after)) return open
      return [
        ...after.map((link, at) => recordModels(deps, before[at]!, link, 'close')),
        ...(wish.fallen === 'flush' ? flushSteps(deps, wish) : []),
        ...dropSteps(deps, wish),
        ...addSteps(deps, wish),
        ...after.map(verifyLink),
        ...open
      ]
    },
    admit(params: Json): void {
      for (const link of linksOf((params as unknown as EditParams).before)) {
        const known = deps.links.get(link.id)
        if (
          known?.state === 'ready' &&
          isDeepEqual(known.models, link.models) &&
          known.twinId === link.twinId
        )
          continue
        throw new AppError('plan-outdated', 'The link was changed since. Make a new plan.', { link: link.id })
      }
    }
  }
}

/** The pair with only these of its models. */
function only(pair: LinkPair, wanted: (model: ModelName) => boolean): LinkPair {
  const cut = (link: Link): Link => ({ ...link, models: link.models.filter(({ model }) => wanted(model)) })
  return { link: cut(pair.link), twin: pair.twin && cut(pair.twin) }
}

const names = ({ link }: LinkPair): Set<ModelName> => new Set(link.models.map(({ model }) => model))

function flushSteps(deps: ReplicationDeps, { before, after, includeEdited, archiveId }: EditParams): Step[] {
  const kept = new Map(after.link.models.map(one => [one.model, one.ids]))
  // All of a model that is dropped; of one whose selection is narrowed what falls out of it (F41: Cloudrexx would delete without a word).
  const concerned = only(before, model => !kept.has(model) || kept.get(model) !== null)
  if (concerned.link.models.length === 0) return []
  const wish = { includeEdited, withoutPrimary: false, archiveId }
  const except = (model: ModelName): readonly string[] => kept.get(model) ?? []
  return [
    ...(concerned.twin ? [noteOriginals(deps, concerned)] : []),
    ...linksOf(concerned).flatMap(link =>
      flushInOrder(deps, link, model => ({ ...wish, except: except(model) }))
    ),
    ...linksOf(concerned).flatMap(link =>
      link.models.map(({ model }) => forgetAgreed(deps, link, model, except(model)))
    )
  ]
}

function dropSteps(deps: ReplicationDeps, { before, after }: EditParams): Step[] {
  const stays = names(after)
  const dropped = only(before, model => !stays.has(model))
  if (dropped.link.models.length === 0) return []
  const sides = sidesOf(dropped, id => deps.sites.get(id)!)
  const users = usersOf(before)
  return [
    ...sides.flatMap(side => deregisterSide(deps, side, users, 'models')),
    ...sides.map(side => releaseRows(deps, side, users))
  ]
}

function addSteps(deps: ReplicationDeps, { before, after }: EditParams): Step[] {
  const had = names(before)
  const added = only(after, model => !had.has(model))
  if (added.link.models.length === 0) return []
  return [
    ...sidesOf(added, id => deps.sites.get(id)!).flatMap(side => setUpSide(deps, side, usersOf(after))),
    ...linksOf(added).flatMap(link => deliverySteps(deps, link))
  ]
}

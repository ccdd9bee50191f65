import type { Handlers } from '../../contract/calls.ts'
import type { ExclusionView, PolicyView } from '../../contract/decision-shapes.ts'
import { findModel, isByHand, modelMeant, modelNamed } from '../../core/models/catalogue.ts'
import { changeDateOf } from '../../core/models/change-date.ts'
import { chosenIds } from '../../core/models/chosen-ids.ts'
import type { Model } from '../../core/models/model.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Clock } from '../../core/shared/ports.ts'
import type { ConflictPolicy, Decisions, Exclusion, SyncPolicy } from '../../core/sync/policy.ts'
import type { RunRepository } from '../../core/sync/records.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { itemView, runView } from '../runs/run-view.ts'

export interface DecisionHandlerDeps {
  readonly decisions: Decisions
  readonly engine: RunEngine
  readonly runs: RunRepository
  readonly links: LinkRepository
  readonly link: (id: LinkId) => Link
  readonly clock: Clock
}

type DecisionCalls =
  | 'conflicts.list'
  | 'conflicts.resolve'
  | 'links.policy'
  | 'links.setPolicy'
  | 'exclusions.list'
  | 'exclusions.add'
  | 'exclusions.remove'

/** What people decide about links: conflicts, policies, exclusions. */
export function createDecisionHandlers(deps: DecisionHandlerDeps): Pick<Handlers, DecisionCalls> {
  const { decisions, engine, runs } = deps
  const chosenLinks = (linkId?: string): Link[] => (linkId ? [deps.link(linkId)] : deps.links.list())

  return {
    async 'conflicts.list'({ linkId }) {
      return chosenLinks(linkId).flatMap(link => {
        const newest = runs.list({ linkId: link.id, limit: 1 })[0]
        if (!newest) return []
        const items = runs.items(newest.id, { actions: ['conflict'], states: ['open'], limit: 1000 })
        return items.map(item => ({ runId: newest.id, linkId: link.id, item: itemView(item) }))
      })
    },
    async 'conflicts.resolve'({ runId, winner, positions, fields }) {
      if (fields && positions?.length !== 1)
        throw new AppError('invalid-input', 'Fields are chosen for one conflict at a time: name which.', {
          field: 'positions'
        })
      return runView(engine.resolve(runId, winner, positions, fields), runs, deps.clock.now())
    },
    async 'links.policy'({ linkId }) {
      return policyView(deps.link(linkId), decisions.policy(linkId))
    },
    async 'links.setPolicy'({ linkId, conflicts, removedThere }) {
      const link = deps.link(linkId)
      const known = decisions.policy(linkId)
      const policy: SyncPolicy = {
        conflicts: conflicts ?? known.conflicts,
        removedThere: removedThere ?? known.removedThere
      }
      if (policy.conflicts === 'newer-wins') requireChangeDate(link)
      decisions.setPolicy(linkId, policy)
      // Seen from the twin, primary and replica change places.
      if (link.twinId) decisions.setPolicy(link.twinId, { ...policy, conflicts: mirrored(policy.conflicts) })
      return policyView(link, policy)
    },
    'exclusions.list': async ({ linkId }) =>
      chosenLinks(linkId).flatMap(link => decisions.exclusions(link.id).map(exclusionView)),
    async 'exclusions.add'({ linkId, model, foreignId, note }) {
      const carriedModel = carried(deps.link(linkId), model)
      // What no entity can be called would be kept apart for ever, and the one that was meant would not.
      chosenIds(modelNamed(carriedModel), [foreignId])
      const exclusion = { linkId, model: carriedModel, foreignId, note, at: deps.clock.now() }
      decisions.exclude(exclusion)
      return exclusionView(exclusion)
    },
    async 'exclusions.remove'({ linkId, model, foreignId }) {
      return { removed: decisions.include(linkId, carried(deps.link(linkId), model), foreignId) }
    }
  }
}

function mirrored(policy: ConflictPolicy): ConflictPolicy {
  if (policy === 'ask' || policy === 'newer-wins') return policy
  return policy === 'primary-wins' ? 'replica-wins' : 'primary-wins'
}

/** Models of a link for which it can be told which side is the newer one. */
function datedModels({ models }: Link): Model[] {
  return models.map(({ model }) => modelNamed(model)).filter(model => changeDateOf(model) !== null)
}

function policyView(link: Link, policy: SyncPolicy): PolicyView {
  return { ...policy, dated: datedModels(link).map(({ shortName }) => shortName) }
}

/** Fails with 'no-change-date' where 'newer wins' could never decide anything. */
function requireChangeDate(link: Link): void {
  if (datedModels(link).length > 0) return
  const names = link.models.map(({ model }) => modelNamed(model).shortName)
  const own = link.models.some(({ model }) => isByHand(model))
    ? ' A class of your own can name the field that tells it (rexxfleet model change-date).'
    : ''
  throw new AppError(
    'no-change-date',
    `Nothing tells when a record of ${names.join(', ')} was changed, so that nobody knows which side is newer. Choose primary-wins, replica-wins or ask.${own}`,
    { models: names }
  )
}

/** The model that is meant, if the link carries it. */
function carried(link: Link, text: string): string {
  const model = modelMeant(text)
  if (link.models.some(({ model: name }) => name === model.name)) return model.name
  throw new AppError('unknown-model', `The link does not carry ${model.shortName}.`, {
    model: model.name,
    link: link.id
  })
}

function exclusionView(exclusion: Exclusion): ExclusionView {
  return { ...exclusion, shortName: findModel(exclusion.model)?.shortName ?? exclusion.model }
}

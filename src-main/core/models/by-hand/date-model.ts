import type { SiteId } from '../../fleet/site.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Transactions } from '../../shared/ports.ts'
import { agreedAnew } from '../../sync/agreed-anew.ts'
import type { Link } from '../../topology/link.ts'
import type { Definition } from '../../workflow/definition.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Readers, Step } from '../../workflow/step.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import { knowByHand } from '../catalogue.ts'
import type { AddModelDeps } from './add-model.ts'
import { modelFrom, type AddedModel } from './added-model.ts'
import { forALook } from './for-a-look.ts'
import { forgetSeen, probeModel, seenOf } from './steps.ts'

export interface DateModelParams {
  readonly siteId: SiteId
  /** The class as it is known. */
  readonly former: AddedModel
  /** What a site has to show of it: the same with its change date, whose field it may not have shown before. */
  readonly wanted: AddedModel
  /** The endpoint through which the class is looked at, for as long as that takes. */
  readonly endpoint: string
}

export const dateModelWorkflow = new WorkflowType<DateModelParams>('date-model')

export interface DateModelDeps extends AddModelDeps {
  readonly transactions: Transactions
}

/**
 * A class that was added by hand learns in which field its sites note each save, also where links carry it already: once a site has shown
 * that the field holds dates. The date counts no more among what is compared, so what these links agreed on is noted anew with it.
 */
export function dateModel(deps: DateModelDeps): Definition {
  return dateModelWorkflow.define({
    steps({ siteId, former, wanted, endpoint }) {
      const probe = probeModel(deps, siteId, endpoint, wanted)
      return [
        ...forALook(deps, { siteId, model: former.name, endpoint }, probe),
        recordDate(deps, former, () => dated(former, seenOf(deps, wanted)), wanted.changeDate)
      ]
    },
    admit({ former }) {
      if (knownAs(deps, former.name)?.changeDate !== former.changeDate || !knownAs(deps, former.name))
        throw new AppError('plan-outdated', 'The class was changed or removed since. Make a new plan.', {
          model: former.name
        })
      for (const link of carrying(deps, former.name)) refuseAtWork(deps, link)
    }
  })
}

/** Fields that were known stay as they were, and in their order: what is compared is made of them. */
function dated(former: AddedModel, { changeDate, fields: seen }: AddedModel): AddedModel {
  const field = seen.find(({ name }) => name === changeDate)!
  const known = former.fields.some(({ name }) => name === changeDate)
  const fields = known
    ? former.fields.map(one => (one.name === changeDate ? field : one))
    : [...former.fields, field]
  return { ...former, fields, ...(changeDate === undefined ? {} : { changeDate }) }
}

const knownAs = ({ added }: AddModelDeps, wanted: string): AddedModel | undefined =>
  added.list().find(({ name }) => name === wanted)

const carrying = ({ links }: AddModelDeps, name: string): Link[] =>
  links.list().filter(({ models }) => models.some(({ model }) => model === name))

/** A run that is at work compares by the former description to its end. */
function refuseAtWork({ runs }: AddModelDeps, { id, state }: Link): void {
  if (state !== 'ready')
    throw new AppError(
      'link-not-ready',
      'A workflow of a link that carries this class is at work, or stopped half-way. End it first.',
      { link: id, state }
    )
  if (runs.isBusy(id))
    throw new AppError(
      'link-busy',
      'A run of a link that carries this class is at work. Wait for it, or cancel it.',
      { link: id }
    )
}

/** From here on the class is known with this date, or again without it. The links and what is known of the class change as one. */
function recordDate(
  deps: DateModelDeps,
  former: AddedModel,
  next: () => AddedModel,
  changeDate: string | undefined
): Step {
  const { name } = former
  const effect: Effect = { act: 'update', what: 'model', name }

  async function notedAnew({ reader }: Readers, described: Parameters<typeof agreedAnew>[3]) {
    const notes: (() => void)[] = []
    for (const link of carrying(deps, name)) {
      const bed = {
        primary: reader(link.primaryId),
        replica: reader(link.replicaId),
        sender: deps.sites.get(link.primaryId)!.mainDomain,
        ...{ agreed: deps.agreed, hash: deps.hash }
      }
      const linkModel = link.models.find(({ model }) => model === name)!
      notes.push(await agreedAnew(bed, link, linkModel, described))
    }
    return notes
  }

  return {
    id: `model/date/${name}`,
    kind: 'date-model',
    siteId: null,
    look: async () => ({
      done: knownAs(deps, name)?.changeDate === changeDate,
      effects: [effect],
      result: null
    }),
    async act(readers) {
      const after = next()
      for (const link of carrying(deps, name)) refuseAtWork(deps, link)
      const notes = await notedAnew(readers, { former: modelFrom(former), next: modelFrom(after) })
      // Nothing is awaited from here on: no run begins in between.
      for (const link of carrying(deps, name)) refuseAtWork(deps, link)
      try {
        deps.transactions.run(() => {
          for (const note of notes) note()
          deps.added.put(after)
        })
      } finally {
        // What was not kept is not known either.
        knowByHand(deps.added.list())
      }
    },
    settled: () => forgetSeen(deps, former),
    inverse: () => {
      const known = knownAs(deps, name) ?? former
      return recordDate(deps, known, () => former, former.changeDate)
    }
  }
}

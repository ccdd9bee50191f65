import type { SiteReader } from '../../fleet/site-access.ts'
import { modelNamed } from '../../models/catalogue.ts'
import type { ModelName } from '../../models/model.ts'
import { isAppError } from '../../shared/app-error.ts'
import type { EntitySource } from '../../sync/entity.ts'
import { localIdOf } from '../../sync/mapping-index.ts'
import { pushValues } from '../../sync/values.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Readers, Step, Writers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import type { Evidence, Judged } from './classify.ts'
import { findHeld, type Held, type Holding } from './held.ts'
import { ownRelations, parentsBeforeChildren } from './own-order.ts'
import { evidenceOn, judgeModel, mappingRows, mayGo, type FlushWish } from './judge-model.ts'
import { restoreModel } from './restore-model.ts'

/**
 * What replication put on the replica is removed through the replica's sync endpoint, entity and mapping together (F17). Each entity is
 * archived before it goes. Fulfilled when no mapping of the primary is left for the model, but for those that it shares with another link.
 */
export function flushModel(deps: ReplicationDeps, wish: FlushWish): Step {
  const { link } = wish
  const model = modelNamed(wish.model.model)
  const source: EntitySource = { endpoint: wish.model.replicaEndpoint, model }
  const sender = deps.sites.get(link.primaryId)!.mainDomain

  /** What becomes of each mapped entity, once it is known what holds it. */
  async function fates(readers: Readers): Promise<{ held: Held; fateOf: (one: Judged) => Fate }> {
    const held = await findHeld(deps, wish, readers)
    const fateOf = (one: Judged): Fate =>
      mayGo(one, wish) ? (held.why(one.localId) ?? 'remove') : one.verdict
    return { held, fateOf }
  }

  return {
    id: `${link.replicaId}/flush/${model.name}`,
    kind: 'flush-model',
    siteId: link.replicaId,

    async look(readers) {
      const counts = new Map<Fate, number>()
      const { held, fateOf } = await fates(readers)
      for await (const batch of judgeModel(deps, wish, readers))
        for (const one of batch) counts.set(fateOf(one), (counts.get(fateOf(one)) ?? 0) + 1)
      const unread = counts.has('remove') ? held.unread : []
      // A link that was only half set up has no mappings, and no right to read the entities.
      const own = counts.size === 0 || wish.originalsOnly ? 0 : await ownOn(readers.reader(link.replicaId))
      return {
        done: [...counts.keys()].every(fate => fate === 'shared'),
        effects: [...effectsOf(model.shortName, counts, own), ...unread.map(name => unreadEffect(name))],
        result: null
      }
    },

    async act(writers) {
      const { fateOf } = await fates(writers)
      const goes = (one: Judged): boolean => fateOf(one) === 'remove'
      const known = await evidenceOn(deps, wish, writers)
      const inOrder = ownRelations(model).length > 0
      const later: Judged[] = []
      for await (const judged of judgeModel(deps, wish, writers)) {
        const batch = judged.filter(({ verdict }) => verdict !== 'shared')
        deps.archive.put(
          batch.map(one => ({
            id: deps.ids.next(),
            workflowId: wish.archiveId,
            runId: null,
            linkId: link.id,
            siteId: link.replicaId,
            model: model.name,
            foreignHost: sender,
            foreignId: one.foreignId,
            localId: one.localId,
            values: one.entity ? pushValues(model, inPrimaryTerms(one, known)) : {},
            agreed: one.agreed,
            state: goes(one) ? 'removed' : 'kept',
            at: deps.clock.now()
          }))
        )
        const now = inOrder ? batch.filter(one => !goes(one)) : batch
        await Promise.all(
          now.map(one => (goes(one) ? removeEntity(one, writers) : removeMapping(one, writers)))
        )
        if (inOrder) later.push(...batch.filter(goes))
      }
      for (const one of childrenFirst(later)) await removeEntity(one, writers)
    },

    inverse: () => restoreModel(deps, wish, source, sender, () => flushModel(deps, wish))
  }

  /** What others of its own model hang on cannot go before them: Cloudrexx's foreign keys hold it. */
  function childrenFirst(judged: readonly Judged[]): Judged[] {
    const relations = ownRelations(model)
    const named = ({ entity }: Judged): string[] =>
      relations.flatMap(name => entity?.toMany[name] ?? entity?.toOne[name] ?? [])
    const turns = parentsBeforeChildren(judged, ({ localId }) => localId, named)
    return [...new Set(turns.map(({ one }) => one))].toReversed()
  }

  function inPrimaryTerms(one: Judged, { translate }: Evidence): NonNullable<Judged['entity']> {
    const entity = one.entity!
    const target = (name: string): ModelName =>
      model.associations.find(association => association.name === name)!.target
    const bring = (name: string, id: string): string => translate(target(name), id) ?? id
    return {
      id: one.foreignId,
      fields: { ...entity.fields },
      toOne: Object.fromEntries(
        Object.entries(entity.toOne).map(([name, id]) => [name, id && bring(name, id)])
      ),
      toMany: Object.fromEntries(
        Object.entries(entity.toMany).map(([name, ids]) => [name, ids.map(id => bring(name, id))])
      )
    }
  }

  /** The replica's own entities, which no mapping names: a flush has nothing to do with them, and the plan says so. */
  async function ownOn(replica: SiteReader): Promise<number> {
    const mapped = new Set((await mappingRows(replica, sender, model.name)).map(row => localIdOf(row, model)))
    let own = 0
    for await (const page of replica.entityPages(source))
      own += page.filter(({ id }) => !mapped.has(id)).length
    return own
  }

  async function removeEntity(one: Judged, { writer }: Writers): Promise<void> {
    try {
      await writer(link.replicaId).remove({ source, id: one.foreignId, sender, keyRef: link.keyRef })
    } catch (thrown) {
      // Gone in the meantime: its mapping is dead and has to go by itself (F43).
      if (!isAppError(thrown, 'entity-not-found')) throw thrown
      await removeMapping(one, { writer })
    }
  }

  async function removeMapping(one: Judged, { writer }: Pick<Writers, 'writer'>): Promise<void> {
    await writer(link.replicaId).removeRow('idmapping', one.row.id)
  }
}

type Fate = Judged['verdict'] | Holding

/** What is kept, and why, in the order in which a plan tells it. */
const keptFor: readonly (readonly [fate: Fate, why: string])[] = [
  ['edited', 'edited-on-replica'],
  ['has-dependants', 'has-dependants'],
  ['belongs-to-kept', 'belongs-to-kept'],
  ['original', 'original'],
  ['shared', 'original']
]

function effectsOf(name: string, counts: ReadonlyMap<Fate, number>, own: number): Effect[] {
  const effects: Effect[] = []
  const [remove, dead] = [counts.get('remove'), counts.get('dead')]
  if (remove) effects.push({ act: 'remove', what: 'entity', name, count: remove })
  for (const [fate, why] of keptFor) {
    const count = counts.get(fate)
    if (count) effects.push({ act: 'keep', what: 'entity', name, count, why })
  }
  if (dead) effects.push({ act: 'remove', what: 'mapping', name, count: dead, why: 'entity-gone' })
  if (own > 0) effects.push({ act: 'keep', what: 'entity', name, count: own, why: 'own' })
  return effects
}

/** Nobody can say whether rows of this model refer to what is removed: the plan does. */
function unreadEffect(model: ModelName): Effect {
  return { act: 'keep', what: 'datasource', name: modelNamed(model).shortName, why: 'dependants-unread' }
}

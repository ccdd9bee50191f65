import type { SiteReader } from '../../fleet/site-access.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { isAppError } from '../../shared/app-error.ts'
import type { EntitySource } from '../../sync/entity.ts'
import { localIdOf } from '../../sync/mapping-index.ts'
import type { ArchivedEntity } from '../../sync/records.ts'
import { pushValues } from '../../sync/values.ts'
import type { Readers, Step, Writers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import type { Evidence, Judged } from './classify.ts'
import { flushEffects, type Fate } from './flush-effects.ts'
import { findHeld, type Held } from './held.ts'
import { inPrimaryTerms } from './in-primary-terms.ts'
import { evidenceOn, judgeModel, mappingRows, mayGo, type FlushWish } from './judge-model.ts'
import { ownRelations, parentsBeforeChildren } from './own-order.ts'
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
        effects: flushEffects(model.shortName, counts, own, unread),
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
        deps.archive.put(batch.map(one => archived(one, goes(one) ? 'removed' : 'kept', known)))
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

  /** All that it takes to bring an entity back, or the mapping of one that stays. */
  function archived(one: Judged, state: ArchivedEntity['state'], known: Evidence): ArchivedEntity {
    return {
      id: deps.ids.next(),
      workflowId: wish.archiveId,
      runId: null,
      linkId: link.id,
      siteId: link.replicaId,
      model: model.name,
      foreignHost: sender,
      foreignId: one.foreignId,
      localId: one.localId,
      values: one.entity ? pushValues(model, inPrimaryTerms(model, one.foreignId, one.entity, known)) : {},
      agreed: one.agreed,
      state,
      at: deps.clock.now()
    }
  }

  /** What others of its own model hang on cannot go before them: Cloudrexx's foreign keys hold it. */
  function childrenFirst(judged: readonly Judged[]): Judged[] {
    const relations = ownRelations(model)
    const named = ({ entity }: Judged): string[] =>
      relations.flatMap(name => entity?.toMany[name] ?? entity?.toOne[name] ?? [])
    const turns = parentsBeforeChildren(judged, ({ localId }) => localId, named)
    return [...new Set(turns.map(({ one }) => one))].toReversed()
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

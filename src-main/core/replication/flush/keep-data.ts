import { modelNamed } from '../../models/catalogue.ts'
import type { Link } from '../../topology/link.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { mappingRows } from './judge-model.ts'

/** What replication put on the replica stays there, with its mappings: the plan says how much of each model. Writes nothing. */
export function keepData(deps: Pick<ReplicationDeps, 'sites'>, link: Link): Step {
  const { id, primaryId, replicaId, models } = link
  return {
    id: `${replicaId}/keep/${id}`,
    kind: 'keep-data',
    siteId: replicaId,
    onlyChecks: true,
    async look({ reader }) {
      const { mainDomain } = deps.sites.get(primaryId)!
      const effects: Effect[] = []
      for (const { model } of models) {
        const { name, shortName } = modelNamed(model)
        const { length: count } = await mappingRows(reader(replicaId), mainDomain, name)
        if (count > 0) effects.push({ act: 'keep', what: 'entity', name: shortName, count, why: 'data-kept' })
      }
      return { done: true, effects, result: null }
    },
    async act() {},
    inverse: () => null
  }
}

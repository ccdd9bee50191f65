import { modelNamed } from '../../models/catalogue.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { mappingRows } from './judge-model.ts'

/** What replication put on the replica stays there, with its mappings: the plan says how much of each model. Writes nothing. */
export function keepModel(
  deps: Pick<ReplicationDeps, 'sites'>,
  { primaryId, replicaId }: Link,
  { model }: LinkModel
): Step {
  const { name, shortName } = modelNamed(model)
  return {
    id: `${replicaId}/keep/${name}`,
    kind: 'keep-model',
    siteId: replicaId,
    onlyChecks: true,
    async look({ reader }) {
      const { mainDomain } = deps.sites.get(primaryId)!
      const { length: count } = await mappingRows(reader(replicaId), mainDomain, name)
      const effects =
        count === 0
          ? []
          : ([{ act: 'keep', what: 'entity', name: shortName, count, why: 'data-kept' }] as const)
      return { done: true, effects, result: null }
    },
    async act() {},
    inverse: () => null
  }
}

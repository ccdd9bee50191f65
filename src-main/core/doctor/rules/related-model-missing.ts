import { findModel } from '../../models/catalogue.ts'
import type { Model, ModelName } from '../../models/model.ts'
import { examples, type Finding } from '../finding.ts'
import { savedAlong } from '../../models/saved-along.ts'
import { firstOf } from '../../replication/first-endpoint.ts'
import { formerClasses } from '../former-classes.ts'
import type { Rule } from '../rule.ts'
import { modelOfSync, type SiteSnapshot } from '../snapshot.ts'

/**
 * Models that Cloudrexx pushes although something they are related to has no data source, endpoint and Sync row: saving one ends in a
 * fatal error in the administration (F26). An inactive Sync row is enough.
 */
export const relatedModelMissing: Rule = {
  kind: 'related-model-missing',
  needs: ['datasource', 'endpoint', 'sync'],
  find(snapshot) {
    const active = snapshot.syncs.filter(sync => sync.active).map(({ id }) => modelOfSync(snapshot, id))
    return [...new Set(active)].flatMap((name): Finding[] => {
      const model = name === null ? null : findModel(name)
      const missing = model ? missingAround(model, snapshot) : []
      if (!model || missing.length === 0) return []
      const models = missing.map(one => ({ model: one.name, endpoint: endpointFor(one, snapshot) }))
      return [
        {
          kind: 'related-model-missing',
          severity: 'error',
          siteId: snapshot.site.id,
          linkId: null,
          subject: model.name,
          evidence: {
            model: model.shortName,
            count: missing.length,
            missing: examples(missing.map(({ shortName }) => shortName))
          },
          mend: missing.some(one => awaitsRepair(one.name, snapshot)) ? null : { act: 'ready-models', models }
        }
      ]
    })
  }
}

function missingAround(start: Model, snapshot: SiteSnapshot): Model[] {
  return savedAlong([start]).filter(({ name }) => name !== start.name && !isReady(name, snapshot))
}

/** Cloudrexx takes the first endpoint of a class, and that one's Sync row. */
function isReady(model: ModelName, snapshot: SiteSnapshot): boolean {
  const endpoint = firstOf(snapshot.endpoints, model)
  return endpoint !== null && snapshot.syncs.some(sync => sync.endpoint?.id === endpoint.id)
}

function endpointFor(model: Model, snapshot: SiteSnapshot): string {
  const known = firstOf(snapshot.endpoints, model.name)
  if (known) return known.name
  const taken = new Set(snapshot.endpoints.map(({ name }) => name))
  let name = model.shortName
  while (taken.has(name)) name += '-rexxfleet'
  return name
}

/** Its data source is there under a former name: that has to be put right first, or the right one would stand in its way (F35). */
function awaitsRepair(model: ModelName, { dataSources }: SiteSnapshot): boolean {
  return dataSources.some(({ identifier }) => formerClasses.get(identifier) === model)
}

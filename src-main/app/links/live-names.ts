import type { SiteReader } from '../../core/fleet/site-access.ts'
import { modelNamed } from '../../core/models/catalogue.ts'
import type { Model } from '../../core/models/model.ts'
import { savedAlong } from '../../core/models/saved-along.ts'
import { firstOf } from '../../core/replication/first-endpoint.ts'
import { endpointNamed, isPlain } from '../../core/replication/steps/endpoint.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { LinkModel } from '../../core/topology/link.ts'

/** Cloudrexx's push calls the replica's endpoint by the name that the primary has for it. */
export async function nameForLive(replica: SiteReader, model: Model, name: string): Promise<string> {
  const taken = await endpointNamed(replica, name)
  if (!taken || (taken.dataSource?.identifier === model.name && isPlain(taken))) return name
  throw new AppError(
    'live-name-differs',
    `The delivery live needs an endpoint '${name}' on ${replica.site.name}, and that name stands for something else there. Choose compare or queue.`,
    { endpoint: name }
  )
}

/**
 * What is pushed along with an entity goes by the name of its class's first endpoint on the primary. Fails with 'live-name-differs' where that is
 * another than the link's: the replica's key would not open it, and the queue would stop.
 */
export async function assertPushedByLinkNames(
  primary: SiteReader,
  models: readonly LinkModel[]
): Promise<void> {
  const endpoints = await primary.rows('endpoint')
  const names = new Map(models.map(({ model, primaryEndpoint }) => [model, primaryEndpoint]))
  for (const { name, shortName } of savedAlong(models.map(({ model }) => modelNamed(model)))) {
    const [wanted, first] = [names.get(name), firstOf(endpoints, name)]
    if (wanted === undefined || !first || first.name === wanted) continue
    throw new AppError(
      'live-name-differs',
      `With live, Cloudrexx pushes ${shortName} as '${first.name}', its first endpoint on ${primary.site.name}, and that one hides fields. Let it show everything, or choose compare or queue.`,
      { endpoint: first.name }
    )
  }
}

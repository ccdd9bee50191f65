import type { EndpointRow } from '../fleet/management.ts'
import type { SiteReader } from '../fleet/site-access.ts'
import type { ModelName } from '../models/model.ts'

/** The endpoint that Cloudrexx itself takes for a class: its first one, whatever that is called and whatever it hides. */
export async function firstEndpointOf(site: SiteReader, model: ModelName): Promise<EndpointRow | null> {
  return firstOf(await site.rows('endpoint'), model)
}

/** The same among rows that were read. */
export function firstOf(endpoints: readonly EndpointRow[], model: ModelName): EndpointRow | null {
  const own = endpoints.filter(({ dataSource }) => dataSource?.identifier === model)
  return own.sort((one, other) => one.id - other.id)[0] ?? null
}

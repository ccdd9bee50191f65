import type { SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { isPlain } from './steps/endpoint.ts'

/** Added to a name that the site uses for something else. */
const beside = '-rexxfleet'

/**
 * The REST name under which a site answers for a model, or will: an endpoint that shows everything is reused, else a new one gets the
 * model's short name, or one beside it where that is taken by something that hides fields or shows another class.
 */
export async function endpointNameFor(site: SiteReader, model: Model): Promise<string> {
  const endpoints = await site.rows('endpoint')
  const usable = endpoints.filter(
    endpoint => endpoint.dataSource?.identifier === model.name && isPlain(endpoint)
  )
  const preferred = usable.find(endpoint => endpoint.name === model.shortName) ?? usable[0]
  if (preferred) return preferred.name
  const taken = new Set(endpoints.map(endpoint => endpoint.name))
  let name = model.shortName
  while (taken.has(name)) name += beside
  return name
}

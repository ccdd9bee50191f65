import type { SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { firstOf } from './first-endpoint.ts'
import { endpointNamed, isPlain } from './steps/endpoint.ts'

/** Added to a name that the site uses for something else. */
const beside = '-rexxfleet'

/**
 * The REST name under which a site answers for a model, or will: an endpoint that shows everything is reused, else a new one gets the
 * model's short name, or one beside it where that is taken by something that hides fields or shows another class. Of several the first:
 * Cloudrexx takes that one for the class, too (F26).
 */
export async function endpointNameFor(site: SiteReader, model: Model): Promise<string> {
  const usable = (await site.rows('endpoint')).filter(isPlain)
  return firstOf(usable, model.name)?.name ?? freeEndpointName(site, model)
}

/** What a new endpoint of the model is called. The site itself is asked: to its database `rewriterule` is `RewriteRule`. */
export async function freeEndpointName(site: SiteReader, model: Model): Promise<string> {
  let name = model.shortName
  while (await endpointNamed(site, name)) name += beside
  return name
}

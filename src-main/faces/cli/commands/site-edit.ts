import { siteView } from '../../../contract/shapes.ts'
import { findSite } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'

export interface SiteEditOptions {
  name?: string
  tag?: string[]
  clearTags?: boolean
  environment?: string
  mainDomain?: string
}

const environments = siteView.shape.environment.options

function environmentOf(text: string): (typeof environments)[number] {
  const found = environments.find(name => name === text)
  if (!found) throw usageFailure(`--environment is one of ${environments.join(', ')}.`)
  return found
}

/** Said before anything is opened. */
export function checkEditUsage(_name: string, options: SiteEditOptions): void {
  if (Object.keys(options).length === 0) throw usageFailure('Name at least one thing to change. See --help.')
  if (options.tag && options.clearTags) throw usageFailure('Give either --tag or --clear-tags.')
  if (options.environment !== undefined) environmentOf(options.environment)
}

/** Only what is named is changed; tags that are given replace those that were there. */
export async function editSite(session: Session, text: string, options: SiteEditOptions): Promise<Outcome> {
  const before = findSite({ sites: await session.call('sites.list', {}) }, text)
  const tags = options.clearTags ? [] : options.tag
  const site = await session.call('sites.update', {
    siteId: before.id,
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(tags === undefined ? {} : { tags }),
    ...(options.environment === undefined ? {} : { environment: environmentOf(options.environment) }),
    ...(options.mainDomain === undefined ? {} : { mainDomain: options.mainDomain })
  })
  return { data: { site }, lines: [`${site.name} is changed.`] }
}

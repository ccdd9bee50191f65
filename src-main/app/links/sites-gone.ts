import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { isAppError } from '../../core/shared/app-error.ts'

/** With force a site that does not answer is taken as gone for good: those of the given ones that do not. */
export async function sitesGone(
  { access, site }: { readonly access: SiteAccess; readonly site: (id: SiteId) => Site },
  ids: readonly SiteId[]
): Promise<SiteId[]> {
  const isGone = async (id: SiteId): Promise<boolean> => {
    try {
      await access.reader(site(id)).rows('endpoint', { name: 'rexxfleet-endpoint' })
      return false
    } catch (thrown) {
      if (isAppError(thrown)) return true
      throw thrown
    }
  }
  const gone = await Promise.all(ids.map(isGone))
  return ids.filter((_id, at) => gone[at])
}

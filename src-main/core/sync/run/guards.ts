import { findMarkers, verifyMarker } from '../../fleet/marker.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'

/** What has to hold before a run reads its first entity: the link is ready, and both sites are who they were. */
export async function guardRun(link: Link, primary: SiteReader, replica: SiteReader): Promise<void> {
  if (link.state !== 'ready') {
    throw new AppError(
      'link-not-ready',
      'The link is not set up to its end. Resume or undo its workflow first.',
      {
        link: link.id,
        state: link.state
      }
    )
  }
  for (const site of [primary.site, replica.site]) {
    if (site.state === 'enrolled') continue
    throw new AppError(
      'site-not-enrolled',
      `${site.name} is not enrolled yet. Run its script, then check it.`,
      { site: site.name }
    )
  }
  await Promise.all([guardIdentity(primary), guardIdentity(replica)])
}

/** The site is the one it was when it was enrolled; fails with 'site-marker-differs' where not. */
async function guardIdentity(site: SiteReader): Promise<void> {
  verifyMarker(site.site, await findMarkers(site))
}

import type { Site } from '../fleet/site.ts'
import { AppError } from '../shared/app-error.ts'
import type { Link } from './link.ts'
import { whyNoLink } from './why-no-link.ts'

/** The same as an error that says what to do. */
export function assertLinkable(primary: Site, replica: Site, links: readonly Link[]): void {
  const why = whyNoLink(primary, replica, links)
  const details = { primary: primary.name, replica: replica.name }
  switch (why) {
    case null:
      return
    case 'same-site':
      throw new AppError(
        'link-same-site',
        'A site cannot be linked with itself. Choose two different sites.',
        details
      )
    case 'exists':
      throw new AppError(
        'link-exists',
        `${primary.name} replicates to ${replica.name} already. Change that link instead.`,
        details
      )
    case 'primary-not-enrolled':
    case 'replica-not-enrolled': {
      const { name } = why === 'primary-not-enrolled' ? primary : replica
      throw new AppError(
        'site-not-enrolled',
        `${name} is not enrolled yet. Run its script on the site, then check it.`,
        details
      )
    }
    case 'replica-read-only':
      throw new AppError(
        'site-read-only',
        `Rexxfleet may only read ${replica.name}: it cannot be a replica.`,
        details
      )
  }
}

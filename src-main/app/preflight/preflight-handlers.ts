import type { Handlers } from '../../contract/calls.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { unacknowledged } from '../../core/preflight/notice.ts'
import { assertLinkable } from '../../core/topology/link-rules.ts'
import { noticeView, preflightLink, type PreflightDeps } from './preflight-link.ts'

export interface PreflightHandlerDeps extends PreflightDeps {
  /** Fails with 'unknown-site'. */
  readonly site: (id: SiteId) => Site
}

/** Preflight by itself: what `links.plan` would say, without a plan. */
export function createPreflightHandlers(deps: PreflightHandlerDeps): Pick<Handlers, 'links.preflight'> {
  return {
    async 'links.preflight'(wish) {
      // A link between the two that is there already does not stand in the way: it can be changed.
      assertLinkable(deps.site(wish.primaryId), deps.site(wish.replicaId), [])
      const notices = await preflightLink(deps, wish)
      return {
        refused: notices.some(({ severity }) => severity === 'refuse'),
        asks: unacknowledged(notices, []),
        notices: notices.map(noticeView)
      }
    }
  }
}

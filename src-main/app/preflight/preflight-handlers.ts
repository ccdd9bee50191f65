import type { Handlers } from '../../contract/calls.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { unacknowledged } from '../../core/preflight/notice.ts'
import { noticeView, preflightLink, type PreflightDeps } from './preflight-link.ts'

export interface PreflightHandlerDeps extends PreflightDeps {
  /** Fails with 'unknown-site'. */
  readonly site: (id: SiteId) => Site
}

/** Preflight by itself: what `links.plan` would say, without a plan. */
export function createPreflightHandlers(deps: PreflightHandlerDeps): Pick<Handlers, 'links.preflight'> {
  return {
    async 'links.preflight'(wish) {
      for (const id of [wish.primaryId, wish.replicaId]) deps.site(id)
      const notices = await preflightLink(deps, wish)
      return {
        refused: notices.some(({ severity }) => severity === 'refuse'),
        asks: unacknowledged(notices, []),
        notices: notices.map(noticeView)
      }
    }
  }
}

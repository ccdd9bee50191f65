import { AppError } from '../../shared/app-error.ts'
import { fulfilled, type Step } from '../../workflow/step.ts'
import type { MoveSiteParams, RelaunchDeps, Whereabouts } from '../relaunch.ts'
import { isKnownAs } from './record-whereabouts.ts'

/**
 * No run starts while names change: one that sent under the old name what is mapped under the new one would create everything a second
 * time (F38). It holds over a crash, until the move was brought to its end or undone.
 */
export function restLinks(deps: RelaunchDeps, params: MoveSiteParams, wayBackTo: Whereabouts): Step {
  const there = (): string[] => params.linkIds.filter(id => deps.links.get(id) !== null)
  const running = (): string[] => there().filter(id => deps.links.get(id)?.state === 'ready')
  return {
    id: `links/rest/${params.siteId}`,
    kind: 'rest-links',
    siteId: null,
    async look() {
      refuseStrays(deps, params)
      const count = there().length
      const effects = count === 0 ? [] : ([{ act: 'update', what: 'link', name: 'rest', count }] as const)
      return { done: running().length === 0, effects, result: null }
    },
    async act() {
      const resting = running()
      for (const id of resting) deps.links.update(id, { state: 'setting-up' })
      const busy = resting.find(deps.isBusy)
      if (busy === undefined) return
      for (const id of resting) deps.links.update(id, { state: 'ready' })
      throw new AppError('link-busy', 'A run of this site is at work. Wait for it, or cancel it.', {
        link: busy
      })
    },
    inverse: () => wakeLinks(deps, params, wayBackTo)
  }
}

/** The links may run again, once Rexxfleet knows the site as everybody else does. */
export function wakeLinks(deps: RelaunchDeps, params: MoveSiteParams, knownAs: Whereabouts): Step {
  const resting = (): string[] => params.linkIds.filter(id => deps.links.get(id)?.state === 'setting-up')
  return {
    id: `links/wake/${params.siteId}`,
    kind: 'wake-links',
    siteId: null,
    // Before the move the links are awake as well: that says nothing about this step.
    onlyChecks: true,
    async look() {
      return { ...fulfilled, done: isKnownAs(deps, params, knownAs) && resting().length === 0 }
    },
    async act() {
      for (const id of resting()) deps.links.update(id, { state: 'ready' })
    },
    inverse: () => restLinks(deps, params, knownAs)
  }
}

/** A link that came since the plan has partners whose rows nobody looked at. */
function refuseStrays({ links }: RelaunchDeps, { siteId, linkIds, partners }: MoveSiteParams): void {
  const known = new Set([siteId, ...partners.map(partner => partner.siteId)])
  const stray = links
    .list()
    .filter(({ primaryId, replicaId }) => primaryId === siteId || replicaId === siteId)
    .find(
      ({ id, primaryId, replicaId, state }) =>
        !known.has(primaryId) || !known.has(replicaId) || (state === 'ready' && !linkIds.includes(id))
    )
  if (!stray) return
  throw new AppError(
    'plan-outdated',
    'A link of this site was made since. Plan the move of the main domain anew; nothing was written.',
    { link: stray.id }
  )
}

import { AppError } from '../../shared/app-error.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { MendDeps } from './deps.ts'
import type { TwinChange } from './mend.ts'
import { outdated } from './outdated.ts'

/** Two links know each other as the two directions of one, or a link goes one way only. Writes in Rexxfleet alone. */
export function pairLinks(deps: MendDeps, changes: readonly TwinChange[]): Step {
  function open(): TwinChange[] {
    return changes.filter(({ linkId, from, to }) => {
      const link = deps.links.get(linkId)
      if (!link || ![from, to].includes(link.twinId)) throw outdated('The links were changed meanwhile.')
      return link.twinId !== to
    })
  }
  return {
    id: `links/pair/${changes.map(({ linkId }) => linkId).join('+')}`,
    kind: 'pair-links',
    siteId: null,
    async look() {
      const effects = open().map(({ linkId, to }): Effect => {
        const why = to === null ? 'one-way' : 'both-ways'
        return { act: 'update', what: 'link', name: linkId, why }
      })
      return { done: effects.length === 0, effects, result: null }
    },
    async act() {
      const busy = changes.find(({ linkId }) => deps.runs.isBusy(linkId))
      if (busy)
        throw new AppError('link-busy', 'A run of this link is at work. Wait for it, or cancel it.', {
          link: busy.linkId
        })
      for (const { linkId, to } of open()) deps.links.update(linkId, { twinId: to })
    },
    settled: () => changes.forEach(({ linkId }) => deps.linkChanged(linkId)),
    inverse: () =>
      pairLinks(
        deps,
        changes.map(({ linkId, from, to }) => ({ linkId, from: to, to: from }))
      )
  }
}

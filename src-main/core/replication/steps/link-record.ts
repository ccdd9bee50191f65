import type { Link } from '../../topology/link.ts'
import type { Effect } from '../../workflow/records.ts'
import { fulfilled, type Step } from '../../workflow/step.ts'
import { refuseOthers } from '../refuse-others.ts'
import type { ReplicationDeps } from './deps.ts'

/** Rexxfleet itself knows the link, before anything is written on a site for it. `isBack`: it was forgotten before, with its key. */
export function registerLink(deps: ReplicationDeps, link: Link, isBack = false): Step {
  return {
    id: `link/register/${link.id}`,
    kind: 'register-link',
    siteId: null,
    async look() {
      const isKnown = deps.links.get(link.id) !== null
      // Since it was planned, or forgotten, others may have come.
      if (!isKnown) refuseOthers(deps, link)
      const effects: Effect[] = [{ act: 'create', what: 'link', name: link.id }]
      // Nobody keeps a key that was taken away: what comes back is another one.
      if (isBack && !(await deps.keys.has(link.keyRef)))
        effects.push({ act: 'create', what: 'key', name: 'link', why: 'new-key' })
      return { done: isKnown, effects, result: null }
    },
    async act() {
      // The twin is noted when both are there: it may not be registered yet.
      deps.links.insert({ ...link, twinId: null, state: 'setting-up' })
    },
    inverse: () => forgetLink(deps, link)
  }
}

/** The link may run, and knows its twin where it has one. */
export function openLink(deps: ReplicationDeps, link: Link): Step {
  return {
    id: `link/open/${link.id}`,
    kind: 'open-link',
    siteId: null,
    async look() {
      const known = deps.links.get(link.id)
      return { ...fulfilled, done: known?.state === 'ready' && known.twinId === link.twinId }
    },
    async act() {
      deps.links.update(link.id, { state: 'ready', twinId: link.twinId })
    },
    inverse: () => closeLink(deps, link)
  }
}

/** No run of the link starts any more, also not by a schedule or a program that starts after a crash; one that is at work is cancelled. */
export function closeLink(deps: ReplicationDeps, link: Link): Step {
  return {
    id: `link/close/${link.id}`,
    kind: 'close-link',
    siteId: null,
    async look() {
      const state = deps.links.get(link.id)?.state
      const rests = state === undefined || state === 'removing'
      return { ...fulfilled, done: rests && !deps.runs.isBusy(link.id) }
    },
    async act() {
      deps.links.update(link.id, { state: 'removing' })
      await deps.runs.cancel(link.id)
    },
    inverse: () => openLink(deps, link)
  }
}

/** Rexxfleet forgets the link, what it used, and its key. */
export function forgetLink(deps: ReplicationDeps, link: Link): Step {
  return {
    id: `link/forget/${link.id}`,
    kind: 'forget-link',
    siteId: null,
    async look() {
      const effects = [{ act: 'remove', what: 'link', name: link.id }] as const
      return {
        done: deps.links.get(link.id) === null && !(await deps.keys.has(link.keyRef)),
        effects,
        result: null
      }
    },
    async act() {
      await deps.keys.remove(link.keyRef)
      deps.links.remove(link.id)
    },
    inverse: () => registerLink(deps, link, true)
  }
}

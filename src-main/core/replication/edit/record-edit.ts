import { sameLanguages, sameMap } from '../../languages/language-map.ts'
import type { Link } from '../../topology/link.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { isDeepEqual } from './same-models.ts'

/**
 * What Rexxfleet itself knows of the link. `close`: still the former models and delivery, and no run starts any more; `open`: the new
 * ones, and runs may start. Between the two stands what is done on the sites, so that a program that ends half-way leaves a link that does not run.
 */
export function recordEdit(deps: ReplicationDeps, before: Link, after: Link, phase: 'close' | 'open'): Step {
  const resting: Wanted = { link: before, state: 'removing', kind: 'rest-link' }
  const awake = (link: Link): Wanted => ({ link, state: 'ready', kind: 'change-link' })
  // The way back begins with a link that does not run, and ends with one that does.
  return phase === 'close' ? record(deps, resting, awake(before)) : record(deps, awake(after), resting)
}

interface Wanted {
  readonly link: Link
  readonly state: Link['state']
  readonly kind: 'rest-link' | 'change-link'
}

function record(deps: ReplicationDeps, wanted: Wanted, back: Wanted): Step {
  const { link, state, kind } = wanted
  return {
    id: `link/${kind}/${link.id}`,
    kind,
    siteId: null,
    // One of a pair may be as it is to be already, and rests meanwhile all the same.
    ...(state === 'ready' ? { restores: true } : {}),
    async look() {
      const known = deps.links.get(link.id)
      const done =
        known?.state === state &&
        known.delivery === link.delivery &&
        sameMap(known.languages, link.languages) &&
        (state === 'ready' || !deps.runs.isBusy(link.id)) &&
        isDeepEqual(known.models, link.models)
      const effect: Effect = { act: 'update', what: 'link', name: link.id, count: link.models.length }
      return { done, effects: kind === 'change-link' ? [effect] : [], result: null }
    },
    async act() {
      const { models, delivery, languages = sameLanguages } = link
      deps.links.update(link.id, { models, delivery, languages, state })
      if (state !== 'ready') await deps.runs.cancel(link.id)
    },
    inverse: () => record(deps, back, wanted)
  }
}

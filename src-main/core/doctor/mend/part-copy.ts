import { rotateKeySteps } from '../../fleet/steps/rotate-key.ts'
import type { Step } from '../../workflow/step.ts'
import type { MendDeps, MendPlace } from './deps.ts'
import type { Mend } from './mend.ts'
import { removeGrants, removeKey } from './remove-access.ts'
import { reviewMappings } from './review-mappings.ts'
import { stopHost } from './stop-host.ts'

/**
 * A copy stops pushing for its original, is opened by a key of its own, and by none of the original's. Its mappings stay: what they lead
 * to is on the copy, too. They are shown, since whoever sends to the original is known to the copy as well.
 */
export function partCopy(
  deps: MendDeps,
  { siteId, mendId }: MendPlace,
  { hosts, formerRef, keys, mappings }: Extract<Mend, { act: 'part-copy' }>
): Step[] {
  return [
    ...hosts.map(host => stopHost(deps, siteId, host)),
    ...(formerRef === null
      ? []
      : rotateKeySteps(deps, { siteId, oldRef: formerRef, newRef: `site/${siteId}/${mendId}` })),
    ...keys.flatMap(({ keyId, grants }) => [
      removeGrants(deps, siteId, grants, keyId, 'of-the-original'),
      removeKey(deps, siteId, keyId, 'of-the-original')
    ]),
    reviewMappings(siteId, mappings)
  ]
}

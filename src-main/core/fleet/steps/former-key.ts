import { AppError } from '../../shared/app-error.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteReader } from '../site-access.ts'
import { knownSite, type FleetStepDeps } from './deps.ts'
import { grantsOf, keyRow, type NamedGrant } from './own-rows.ts'
import { copyMissing, forgetGrant } from './replacement-key.ts'
import type { RotateKeyParams } from './rotate-key.ts'

/** From here on Rexxfleet uses the new key. */
export function switchKey({ sites }: FleetStepDeps, { siteId, newRef }: RotateKeyParams): Step {
  return {
    id: 'key/switch',
    kind: 'switch-key',
    siteId: null,
    look: () =>
      Promise.resolve({
        done: knownSite(sites, siteId).keyRef === newRef,
        effects: [{ act: 'update', what: 'key', name: 'new' }],
        result: null
      }),
    act: () => Promise.resolve(sites.update(siteId, { keyRef: newRef })),
    inverse: () => null
  }
}

/** The old key may do nothing any more. */
export function removeFormerGrants(deps: FleetStepDeps, params: RotateKeyParams): Step {
  const { siteId, oldRef, newRef } = params
  const former = async (site: SiteReader): Promise<NamedGrant[]> => {
    const key = await keyRow(site, deps.keys, oldRef)
    return key ? (await grantsOf(site)).filter(grant => grant.apiKeyId === key.id) : []
  }
  return {
    id: `${siteId}/grants/former`,
    kind: 'remove-former-grants',
    siteId,
    async look({ reader }) {
      const grants = await former(reader(siteId))
      const effects = [{ act: 'remove', what: 'grant', name: 'former', count: grants.length }] as const
      return { done: grants.length === 0, effects: grants.length === 0 ? [] : effects, result: null }
    },
    async act({ writer }) {
      // With the old key this would saw off the branch it sits on.
      if (knownSite(deps.sites, siteId).keyRef !== newRef) {
        throw new AppError(
          'step-failed',
          'The site is not used with its new key yet. Start the rotation again.'
        )
      }
      const site = writer(siteId)
      // A link that was set up meanwhile gave the old key one more.
      await copyMissing(site, deps, params)
      for (const grant of await former(site)) {
        await site.removeRow('grant', grant.id)
        forgetGrant(deps.provenance, siteId, grant.id)
      }
    },
    inverse: () => null
  }
}

/** The site does not know the old key any more. */
export function removeFormerKey({ keys }: FleetStepDeps, { siteId, oldRef }: RotateKeyParams): Step {
  return {
    id: `${siteId}/apikey/former`,
    kind: 'remove-former-key',
    siteId,
    async look({ reader }) {
      const done = (await keyRow(reader(siteId), keys, oldRef)) === null
      return { done, effects: done ? [] : [{ act: 'remove', what: 'apikey', name: 'former' }], result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const row = await keyRow(site, keys, oldRef)
      if (row) await site.removeRow('apikey', row.id)
    },
    inverse: () => null
  }
}

/** The keychain forgets the old key, once the site refuses it. */
export function forgetFormerKey({ keys }: FleetStepDeps, { oldRef }: RotateKeyParams): Step {
  return {
    id: 'key/former',
    kind: 'forget-former-key',
    siteId: null,
    look: async () => ({
      done: !(await keys.has(oldRef)),
      effects: [{ act: 'remove', what: 'key', name: 'former' }],
      result: null
    }),
    act: () => keys.remove(oldRef),
    inverse: () => null
  }
}

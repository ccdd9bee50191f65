import type { ParsedInput } from '../../contract/calls.ts'
import { checkEndpoints, requireReady } from '../../core/fleet/endpoint-check.ts'
import { keyLength } from '../../core/fleet/keys.ts'
import { findMarkers, verifyMarker } from '../../core/fleet/marker.ts'
import type { Site } from '../../core/fleet/site.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { newKeyRef } from './add-site.ts'
import type { SiteDeps } from './site-deps.ts'

/** Takes a key that a person gave. A key that works is only given up for another one that works. */
export async function provideKey(deps: SiteDeps, input: ParsedInput<'sites.provideKey'>): Promise<void> {
  const site = knownSite(deps.sites, input.siteId)
  const key = input.key.trim()
  if (key.length !== keyLength || !/^[\x21-\x7e]*$/.test(key)) throw wrongLength(key.length)
  if (site.state === 'pending') await deps.keys.put(site.keyRef, key)
  else await replaceKey(deps, site, key)
  deps.emit('site.changed', { siteId: site.id })
}

async function replaceKey(deps: SiteDeps, site: Site, key: string): Promise<void> {
  const keyRef = newKeyRef(deps, site.id)
  await deps.keys.put(keyRef, key)
  try {
    const reader = deps.access.reader({ ...site, keyRef })
    requireReady(await checkEndpoints(reader, deps.clock), site.name)
    verifyMarker(site, site.marker === null ? [] : await findMarkers(reader))
    deps.sites.update(site.id, { keyRef })
  } catch (thrown) {
    await deps.keys.remove(keyRef)
    throw thrown
  }
  await deps.keys.remove(site.keyRef)
}

/** Says how long it is, and nothing else about it. */
function wrongLength(length: number): AppError {
  return new AppError(
    'key-length',
    length === keyLength
      ? 'A key has no spaces and no special letters in it. Copy it again.'
      : `A key has exactly ${keyLength} characters; this one has ${length}. Copy the whole key, without spaces around it.`,
    { length, needed: keyLength }
  )
}

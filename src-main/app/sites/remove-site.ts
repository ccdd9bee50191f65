import type { ParsedInput } from '../../contract/calls.ts'
import { removalScript } from '../../core/fleet/enrolment/removal-script.ts'
import { scriptText } from '../../core/fleet/enrolment/script-line.ts'
import { managementEndpoint, managementKinds } from '../../core/fleet/management.ts'
import { findMarkers, recognise } from '../../core/fleet/marker.ts'
import type { SiteReader } from '../../core/fleet/site-access.ts'
import type { Site } from '../../core/fleet/site.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { keyRow } from '../../core/fleet/steps/own-rows.ts'
import {
  formerSources,
  removeEnrolmentWorkflow,
  type RemoveEnrolmentParams
} from '../../core/fleet/steps/remove-enrolment.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { finishRotation, stoppedRotation } from './rotate-key.ts'
import { discardScript } from './script-file.ts'
import type { SiteDeps } from './site-deps.ts'
import { applyAnew, unfinished } from './unfinished.ts'

/**
 * Takes a site out of the fleet: its enrolment as far as REST goes, then Rexxfleet's own memory of it. Gives the SQL for what only the
 * site's database can remove; null where nothing is left to do, or nothing was to be done.
 */
export async function removeSite(
  deps: SiteDeps,
  { siteId, keepEnrolment }: ParsedInput<'sites.remove'>
): Promise<{ sql: string | null }> {
  const site = knownSite(deps.sites, siteId)
  refuseLinked(deps, site)
  const keyId = keepEnrolment ? 'keep' : await takeEnrolmentAway(deps, site)
  await forget(deps, siteId)
  if (keyId === 'keep' || keyId === 'gone') return { sql: null }
  return { sql: scriptText(removalScript({ tablePrefix: site.tablePrefix, apiKeyId: keyId })) }
}

function refuseLinked(deps: SiteDeps, { id, name }: Site): void {
  const links = deps.links.list().filter(link => link.primaryId === id || link.replicaId === id)
  if (links.length === 0) return
  throw new AppError('site-has-links', `'${name}' has ${links.length} link(s). Deregister them first.`, {
    site: name,
    links: links.map(link => link.id)
  })
}

/** The id of the key's row, for the script; 'gone' where the site does not know the key at all. */
async function takeEnrolmentAway(deps: SiteDeps, site: Site): Promise<number | 'gone'> {
  if (site.state === 'pending') return pendingKeyId(deps, site)
  if (!(await deps.keys.has(site.keyRef))) throw keyMissing(site)
  await finishRotation(deps, site)
  const current = knownSite(deps.sites, site.id)
  const reader = deps.access.reader(current)
  const [stopped] = unfinished(deps, removeEnrolmentWorkflow, site.id)
  if (await isRefused(reader)) return stopped?.apiKeyId ?? 'gone'
  const params = stopped ?? (await readParams(deps, current, reader))
  // A key that may only read can take nothing away: all of it is the script's.
  if (current.readOnly) return params.apiKeyId
  const { failed } = await applyAnew(deps, removeEnrolmentWorkflow, site.id, params)
  if (failed) throw failed
  return params.apiKeyId
}

/** Rexxfleet has written nothing to a pending site. Somebody may have run the script there: then the counterpart undoes it. */
async function pendingKeyId(deps: SiteDeps, site: Site): Promise<number | 'gone'> {
  try {
    return (await keyRow(deps.access.reader(site), deps.keys, site.keyRef))?.id ?? 'gone'
  } catch {
    return 'gone'
  }
}

function keyMissing({ name }: Site): AppError {
  return new AppError(
    'key-missing',
    `The key of '${name}' is gone from this computer, so its enrolment cannot be taken away. Give it a key, or keep the enrolment.`,
    { site: name }
  )
}

async function isRefused(reader: SiteReader): Promise<boolean> {
  const names = managementKinds.map(managementEndpoint)
  const permissions = await Promise.all(names.map(name => reader.permission(name)))
  return permissions.every(permission => permission === 'none')
}

async function readParams(deps: SiteDeps, site: Site, reader: SiteReader): Promise<RemoveEnrolmentParams> {
  // Another site behind the address is none of this one's business.
  recognise(site, await findMarkers(reader), [])
  const row = await keyRow(reader, deps.keys, site.keyRef)
  if (!row) {
    throw new AppError(
      'site-answered-badly',
      `'${site.name}' accepts a key that is not among its API keys.`,
      {
        site: site.name
      }
    )
  }
  return { siteId: site.id, apiKeyId: row.id, formerSources: await formerSources(reader) }
}

/** The keys go first: should the keychain be locked, the site is still there to try again. */
async function forget(deps: SiteDeps, siteId: string): Promise<void> {
  const site = knownSite(deps.sites, siteId)
  const rotation = stoppedRotation(deps, site)
  const refs = new Set([site.keyRef, ...(rotation ? [rotation.oldRef, rotation.newRef] : [])])
  for (const ref of refs) await deps.keys.remove(ref)
  await discardScript(deps, siteId)
  deps.sites.remove(siteId)
  deps.emit('site.changed', { siteId })
}

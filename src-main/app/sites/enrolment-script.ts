import type { ParsedInput } from '../../contract/calls.ts'
import type { ScriptLine } from '../../contract/shapes.ts'
import { enrolmentScript } from '../../core/fleet/enrolment/enrolment-script.ts'
import { scriptText, withKey } from '../../core/fleet/enrolment/script-line.ts'
import type { Site } from '../../core/fleet/site.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { usualScriptPath, writeScript } from './script-file.ts'
import type { SiteDeps } from './site-deps.ts'

/** The script line by line, with dots for the key. */
export function showScript(deps: SiteDeps, siteId: string): ScriptLine[] {
  return enrolmentScript(knownSite(deps.sites, siteId)).map(({ text, part }) => ({ text, part }))
}

/** Saves the script with its key for whoever may run it on the site's database. */
export async function saveScript(
  deps: SiteDeps,
  { siteId, path }: ParsedInput<'sites.saveScript'>
): Promise<{ path: string }> {
  const site = knownSite(deps.sites, siteId)
  const target = path ?? usualScriptPath(deps.dataDirectory, site)
  return { path: await writeScript(target, await wholeScript(deps, site), path === undefined) }
}

/** Puts the script with its key on the clipboard. The window never gets it. */
export async function copyScript(deps: SiteDeps, siteId: string): Promise<void> {
  const site = knownSite(deps.sites, siteId)
  if (!deps.clipboard) {
    throw new AppError(
      'not-supported-here',
      'There is no clipboard to be had here. Save the script as a file instead.'
    )
  }
  deps.clipboard(await wholeScript(deps, site))
}

async function wholeScript(deps: SiteDeps, site: Site): Promise<string> {
  return scriptText(withKey(enrolmentScript(site), await deps.keys.read(site.keyRef)))
}

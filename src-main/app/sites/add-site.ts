import type { CallOutput, ParsedInput } from '../../contract/calls.ts'
import type { SiteView } from '../../contract/shapes.ts'
import { hostOfAddress, refusePlainHttp, siteAddress } from '../../core/fleet/address.ts'
import { checkTablePrefix } from '../../core/fleet/enrolment/site-tables.ts'
import { refuseKnownAddress, refuseTakenName } from '../../core/fleet/fleet-rules.ts'
import { mainDomainCandidates } from '../../core/fleet/main-domain.ts'
import type { AddressProbe } from '../../core/fleet/site-access.ts'
import type { Site } from '../../core/fleet/site.ts'
import { partnerNames } from './partner-names.ts'
import type { SiteDeps } from './site-deps.ts'
import { viewOf } from './site-view.ts'

/** Looks at an address, and collects what could be the main domain of the site behind it (F38, F45). */
export async function probeSite(
  deps: SiteDeps,
  input: ParsedInput<'sites.probe'>
): Promise<CallOutput<'sites.probe'>> {
  const { baseUrl, mainDomainHints, latencyMs } = await probe(
    deps,
    siteAddress(input.address),
    input.allowHttp
  )
  const names = await partnerNames(deps)
  return {
    baseUrl,
    latencyMs,
    mainDomainHints: mainDomainCandidates(hostOfAddress(baseUrl), mainDomainHints, names)
  }
}

async function probe(deps: SiteDeps, address: string, allowHttp: boolean): Promise<AddressProbe> {
  refusePlainHttp(address, allowHttp)
  const found = await deps.prober.probe(address, { allowHttp })
  return { ...found, baseUrl: siteAddress(found.baseUrl) }
}

/** Takes a site into the fleet. Everything that can be refused is refused before the first thing is written. */
export async function addSite(deps: SiteDeps, input: ParsedInput<'sites.add'>): Promise<SiteView> {
  const refuseDoubles = (baseUrl: string): void => {
    refuseTakenName(input.name, deps.sites.list())
    refuseKnownAddress(baseUrl, deps.sites.list())
  }
  const address = siteAddress(input.address)
  checkTablePrefix(input.tablePrefix)
  refuseDoubles(address)
  const found = await probe(deps, address, input.allowHttp)
  const mainDomain = input.mainDomain ?? (await likelyMainDomain(deps, found))
  const site = newSite(deps, input, found.baseUrl, mainDomain)
  if (input.key === 'new') await deps.keys.create(site.keyRef)
  try {
    // Whoever was quicker while this one looked around.
    refuseDoubles(found.baseUrl)
    deps.sites.insert(site)
  } catch (thrown) {
    if (input.key === 'new') await deps.keys.remove(site.keyRef)
    throw thrown
  }
  deps.emit('site.changed', { siteId: site.id })
  return viewOf(deps, site.id)
}

async function likelyMainDomain(deps: SiteDeps, found: AddressProbe): Promise<string> {
  const host = hostOfAddress(found.baseUrl)
  return mainDomainCandidates(host, found.mainDomainHints, await partnerNames(deps))[0] ?? host
}

function newSite(deps: SiteDeps, input: ParsedInput<'sites.add'>, baseUrl: string, mainDomain: string): Site {
  const { name, tablePrefix, tags, environment, readOnly, allowHttp } = input
  const id = deps.ids.next()
  return {
    ...{
      id,
      name,
      baseUrl,
      mainDomain,
      tablePrefix,
      tags: [...new Set(tags)],
      environment,
      readOnly,
      allowHttp
    },
    state: 'pending',
    marker: null,
    keyRef: newKeyRef(deps, id),
    demo: false,
    addedAt: deps.clock.now()
  }
}

/** A name for one more key of a site. */
export function newKeyRef(deps: Pick<SiteDeps, 'ids'>, siteId: string): string {
  return `site/${siteId}/${deps.ids.next()}`
}

import type { SiteView } from '@contract/shapes.ts'
import { Refusal } from '../fake-options.ts'
import { checkOf, scriptOf } from '../fake-plans.ts'
import type { FakeHandlers, FakeWorld } from '../fake-world.ts'

/** Sites and their enrolment: the script is found run at the fourth look, or once a key was given. */
export function siteCalls(world: FakeWorld): FakeHandlers {
  let attempts = 0

  return {
    'sites.list': () => world.sites,
    'sites.probe': ({ address }) => {
      if (!address.includes('.')) throw new Refusal('address-invalid')
      const url = new URL(address.includes('://') ? address : `https://${address}`)
      return {
        baseUrl: url.origin,
        mainDomainHints: [url.hostname, url.hostname.replace(/^www\./, '')],
        latencyMs: 182
      }
    },
    'sites.add': input => {
      const host = new URL(input.address).hostname
      if (world.sites.some(site => site.baseUrl.endsWith(`//${host}`)))
        throw new Refusal('site-already-added')
      const added: SiteView = {
        id: world.next('site'),
        name: input.name,
        baseUrl: input.address,
        mainDomain: input.mainDomain ?? host,
        tablePrefix: input.tablePrefix ?? 'contrexx_',
        tags: input.tags ?? [],
        environment: input.environment ?? 'production',
        readOnly: input.readOnly ?? false,
        state: 'pending',
        demo: false,
        addedAt: Date.now(),
        health: null,
        links: 0
      }
      world.sites = [...world.sites, added]
      attempts = 0
      world.emit({ name: 'site.changed', data: { siteId: added.id } })
      return added
    },
    'sites.update': ({ siteId, ...patch }) =>
      world.putSite({ ...world.site(siteId), ...(patch as Partial<SiteView>) }),
    'sites.provideKey': ({ key }) => {
      if (key.length !== 32) throw new Refusal('key-length')
      attempts = 4
      return {}
    },
    'sites.script': ({ siteId }) => scriptOf(world.site(siteId)),
    'sites.saveScript': () => ({ path: '/home/agentur/Downloads/rexxfleet-enrolment.sql' }),
    'sites.copyScript': () => ({}),
    'sites.checkEnrolment': () => checkOf(attempts++),
    'sites.enrol': ({ siteId }) =>
      world.putSite({
        ...world.site(siteId),
        state: 'enrolled',
        health: { state: 'ok', checkedAt: Date.now(), latencyMs: 90, code: null }
      }),
    'sites.check': ({ siteIds }) =>
      world.sites
        .filter(site => !siteIds || siteIds.includes(site.id))
        .map(site => ({
          siteId: site.id,
          health: { state: 'ok', checkedAt: Date.now(), latencyMs: 95, code: null }
        })),
    'sites.health': ({ siteId }) => {
      const newest = world.site(siteId).health
      return newest
        ? [newest, { ...newest, state: 'ok', latencyMs: 140, checkedAt: newest.checkedAt - 900_000 }]
        : []
    },
    'sites.remove': ({ siteId, keepEnrolment }) => {
      if (world.site(siteId).links > 0) throw new Refusal('site-has-links')
      world.sites = world.sites.filter(site => site.id !== siteId)
      return {
        sql: keepEnrolment ? null : 'DELETE FROM contrexx_core_module_data_access_apikey WHERE id = 12;\n'
      }
    }
  }
}

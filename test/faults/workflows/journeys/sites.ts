import type { Program } from '../../../../src-main/contract/door.ts'
import { plantedKey } from '../../../support/fleet.ts'
import { ofCall, ofPlan, onDatabaseOf, type Ended, type Journey } from '../journey.ts'
import { linked, pair, type LinkWish } from './linked.ts'
import { addTarget, type Plant } from './plants.ts'

/** A call that is made again where it failed. */
async function asked(call: Promise<unknown>): Promise<Ended> {
  try {
    await call
    return { done: true, why: '' }
  } catch (thrown) {
    return { done: false, why: String(thrown) }
  }
}

async function rotated(program: Program, siteId: string): Promise<Ended> {
  try {
    const { state, failure } = await program.call('sites.rotateKey', { siteId })
    return { done: state === 'applied', why: failure?.message ?? state }
  } catch (thrown) {
    return { done: false, why: String(thrown) }
  }
}

function move(name: string, link: LinkWish, plant: Plant = () => undefined): Journey {
  return {
    name,
    kind: 'move-site',
    sites: pair,
    async begin(fleet) {
      await linked(fleet, link)
      await plant(fleet.sites, fleet)
      const [portal] = fleet.sites
      const wish = { siteId: portal!.id, mainDomain: 'www.portal.example' }
      const plan = (program: Program) => program.call('sites.planMove', wish)
      return ofPlan(fleet.program, plan, onDatabaseOf(fleet.sites))
    }
  }
}
const queues: LinkWish = { models: ['RewriteRule'], bothWays: true, delivery: 'queue' }
/** The town publishes its calendar to the portal, by the portal's old name. */
const publishesBack: Plant = ([, town]) => {
  const { sql } = town!.double.admin
  const uri = 'portal.example'
  sql({
    insert: 'core_module_sync_host',
    row: {
      host: uri,
      active: 0,
      api_key: plantedKey('h'),
      api_version: 1,
      state: 2,
      url_template: `https://${uri}/x`,
      last_update: '2020-01-01 00:00:00'
    }
  })
  addTarget(town!, uri)
}
const compares: LinkWish = { models: ['RewriteRule'] }
const live: LinkWish = { models: ['calendar-mail'], delivery: 'live' }

const rotate: Journey = {
  name: 'a management key that is replaced',
  kind: 'rotate-key',
  sites: pair,
  async begin(fleet) {
    await linked(fleet, { models: ['RewriteRule'] })
    const siteId = fleet.sites[1]!.id
    return ofCall(program => rotated(program, siteId), false)
  }
}

const remove: Journey = {
  name: 'a site that leaves the fleet',
  kind: 'remove-enrolment',
  sites: [{ name: 'Portal' }],
  async begin({ sites }) {
    const siteId = sites[0]!.id
    return ofCall(program => asked(program.call('sites.remove', { siteId })))
  }
}

const enrol: Journey = {
  name: 'a site that is enrolled',
  kind: 'enrol-site',
  sites: [{ name: 'Portal' }],
  async begin({ program, sites }) {
    const [portal] = sites
    await program.call('sites.remove', { siteId: portal!.id, keepEnrolment: true })
    portal!.double.admin.sql({
      delete: 'core_module_sync_id_mapping',
      where: { foreign_host: 'rexxfleet.invalid' }
    })
    const wish = { name: 'Portal', address: portal!.double.url, key: 'given' } as const
    const { id: siteId } = await program.call('sites.add', wish)
    await program.call('sites.provideKey', { siteId, key: portal!.key })
    return ofCall(again => asked(again.call('sites.enrol', { siteId })))
  }
}

export const sites: readonly Journey[] = [
  move('a site that gets another main domain', queues),
  move('a site that gets another main domain, and from which Cloudrexx pushes', live),
  move('a site that gets another main domain, and is a publishing target', compares, publishesBack),
  rotate,
  remove,
  enrol
]

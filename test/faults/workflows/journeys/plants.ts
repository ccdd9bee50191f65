/** How what the doctor finds comes about: on sites of a fleet whose first is the portal, whose second is the town. */
import { ownReplication } from '../../../integration/doctor/own-push.ts'
import type { Row } from '../../../../src-main/demo/site-double.ts'
import { plantedKey, rewriteRule, rules, type TestFleet, type TestSite } from '../../../support/fleet.ts'
import { applyPlan } from '../journey.ts'
import { linked, planLink, type LinkWish } from './linked.ts'

export type Plant = (sites: readonly TestSite[], fleet: TestFleet) => Promise<void> | void

export const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'
export const mail = `${calendar}Mail`
export const grants = 'core_module_data_access_data_access_apikey'
const apiKeys = 'core_module_data_access_apikey'

export const inStep = (fleet: TestFleet, wish: Partial<LinkWish> = {}): Promise<string> =>
  linked(fleet, { models: ['RewriteRule'], ...wish })

/** Two changes that wait for the town, whose host row is as told. */
export async function mailChanges(
  [portal, town]: readonly TestSite[],
  host: Record<string, number | string> = {}
): Promise<number> {
  const { hostId } = ownReplication(portal!, town!, 'calendar-mail', mail)
  const { edit, sql } = portal!.double.admin
  for (const title of ['One', 'Two'])
    await edit({ operation: 'create', model: 'calendar-mail', fields: { title } })
  if (Object.keys(host).length > 0) sql({ update: 'core_module_sync_host', set: host, where: { id: hostId } })
  return hostId
}

/** The same for a host that has no host entities any more. */
export async function danglingChanges(sites: readonly TestSite[]): Promise<number> {
  const hostId = await mailChanges(sites)
  sites[0]!.double.admin.sql({ delete: 'core_module_sync_host_entity', where: { host_id: hostId } })
  return hostId
}

export function addMapping({ double }: TestSite, host: string, foreign: number, local: number): void {
  const row = {
    foreign_host: host,
    entity_type: rewriteRule,
    foreign_id: `a:1:{i:0;s:${String(foreign).length}:"${foreign}";}`,
    local_id: `a:1:{s:2:"id";s:${String(local).length}:"${local}";}`
  }
  double.admin.sql({ insert: 'core_module_sync_id_mapping', row })
}

/** A rule like the first one, under this id, but for what is told. */
export function addCopy(site: TestSite, id: number, more: Row = {}): void {
  site.double.admin.sql({ insert: 'core_rewrite_rule', row: { ...rules(site)[0]!, id, ...more } })
}

export function addShortKey({ double: { admin } }: TestSite): void {
  const api_key_id = admin.sql({ insert: apiKeys, row: { api_key: 'too short' } })
  for (const data_access_id of [4, 5])
    admin.sql({ insert: grants, row: { api_key_id, data_access_id, read_only: 0 } })
}

/** The town was away when its link was given up, and then somebody took the rights away: the key that Rexxfleet made is left. */
export const keyLeft: Plant = async ([, town], fleet) => {
  const { program } = fleet
  const { admin, faults } = town!.double
  const linkId = await inStep(fleet)
  faults.maintenance(true)
  const plan = await program.call('links.planDeregister', { linkId, force: true })
  const { done, why } = await applyPlan(program, plan.id, plan.confirmation.expected)
  if (!done) throw new Error(why)
  faults.maintenance(false)
  const rest = (await program.call('workflows.list', {})).find(({ state }) => state === 'awaiting-site')!
  await program.call('workflows.discard', { workflowId: rest.id })
  const key = admin.rows(apiKeys).at(-1)!
  admin.sql({ delete: grants, where: { api_key_id: key['id']! } })
}

/** A copy of the portal on the third site: with its marker and its hosts, under a key of its own. */
export const copied: Plant = async sites => {
  const [portal, town, copy] = sites
  ownReplication(portal!, town!, 'calendar-mail', mail)
  copy!.double.restore({ ...portal!.double.snapshot(), mainDomain: copy!.double.mainDomain })
  copy!.double.admin.sql({
    update: apiKeys,
    set: { api_key: plantedKey('c') },
    where: { api_key: portal!.key }
  })
}

/** Somebody's computer was cut off in the middle of a run to the town, long ago. */
export function addLeftLease({ double }: TestSite): void {
  const until = Date.parse('2026-01-01T00:00:00Z')
  const row = {
    host: 'portal.example.lease.rexxfleet.invalid',
    url_template: `rexxfleet-lease?until=${until}&by=somebody&on=Workstation`,
    last_update: '2026-01-01 00:00:00',
    active: 0,
    api_key: '',
    api_version: 1,
    state: 2
  }
  double.admin.sql({ insert: 'core_module_sync_host', row })
}

/** The calendar publishes to a receiver of this name. */
export function addTarget({ double }: TestSite, uri: string): void {
  const row = { title: uri, uri, cat_id: 0, key: '', confirmed: 1, status: 0 }
  double.admin.sql({ insert: 'module_calendar_host', row })
}

/** What the town got from the portal stands under another name of the portal. */
export const otherName: Plant = async ([, town], fleet) => {
  await inStep(fleet)
  town!.double.admin.sql({
    update: 'core_module_sync_id_mapping',
    set: { foreign_host: 'www.portal.example' },
    where: { foreign_host: 'portal.example' }
  })
}

/** Once in step, a rule that is alike on both sites and mapped on none. */
export const alikeOnBoth =
  (wish: Partial<LinkWish> = {}): Plant =>
  async ([portal, town], fleet) => {
    await inStep(fleet, wish)
    for (const site of [portal!, town!]) addCopy(site, 71, { order_no: 4711 })
  }

/** Nobody ever agreed on what the two sites map: each pairs other entities with each other. */
export const crossed: Plant = async ([portal, town], fleet) => {
  const plan = await planLink(fleet.program, fleet.sites, { models: ['RewriteRule'] })
  const { done, why } = await applyPlan(fleet.program, plan.id, null)
  if (!done) throw new Error(why)
  for (const [foreign, local, back] of [
    [1, 10, 2],
    [2, 20, 1]
  ] as const) {
    town!.double.admin.sql({ insert: 'core_rewrite_rule', row: { ...rules(portal!)[0]!, id: local } })
    addMapping(town!, 'portal.example', foreign, local)
    addMapping(portal!, 'town.example', local, back)
  }
}

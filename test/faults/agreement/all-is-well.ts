/** The one check with which every scenario ends. */
import { expect } from 'vitest'
import type { LinkView } from '../../../src-main/contract/link-shapes.ts'
import type { TestFleet, TestSite } from '../../support/fleet.ts'
import { classNamed, contentModels, contentsOf, differing, pairsOf, type Content } from './contents.ts'
import { expectJournalInOrder, reportedOf } from './journal.ts'

/** What a site had before anything was replicated to it, by class. */
export type Originals = ReadonlyMap<string, ReadonlyMap<string, Content>>

export interface Expected {
  /** Entities that the program reports as failed, held back, or stored differently; none unless told otherwise. */
  readonly reported?: number
}

export function originalsOf({ double }: TestSite): Originals {
  return new Map(contentModels.map(model => [model.class, contentsOf(double, model)]))
}

/**
 * Primary and replica agree except for what is reported, the replica's own entities are untouched, no entity is doubled, mappings are
 * complete, and the journal adds up: of all links of the fleet.
 */
export async function expectAllIsWell(
  fleet: TestFleet,
  originals: ReadonlyMap<string, Originals>,
  { reported: expected = 0 }: Expected = {}
): Promise<void> {
  const { program } = fleet
  const links = (await program.call('links.list', {})).filter(({ state }) => state !== 'staged')
  let reportedInAll = 0
  const replicated = new Map<string, Set<string>>()
  for (const link of links) {
    const runs = await program.call('runs.list', { linkId: link.id })
    await expectJournalInOrder(program, runs)
    const reported = await reportedOf(program, runs)
    reportedInAll += reported.size
    for (const { model, foreignId } of await program.call('exclusions.list', { linkId: link.id }))
      reported.add(`${model} ${foreignId}`)
    const { primary, replica } = sidesOf(fleet, link)
    for (const { name: model, ids } of link.models) {
      const locals = expectModelInStep(primary, replica, model, link.twinId === null, reported, ids)
      const key = `${replica.id} ${model}`
      replicated.set(key, new Set([...(replicated.get(key) ?? []), ...locals]))
    }
    await expectSameView(fleet, link, reported.size)
  }
  for (const { double, name } of fleet.sites)
    expect(
      double.log.maxParallelPerEntity,
      `requests for one entity at a time on ${name} (F44)`
    ).toBeLessThan(2)
  for (const [key, locals] of replicated) expectOriginalsUntouched(fleet, originals, key, locals, links)
  expect(reportedInAll, 'entities reported').toBe(expected)
}

function sidesOf(fleet: TestFleet, link: LinkView): { primary: TestSite; replica: TestSite } {
  const site = (id: string): TestSite => fleet.sites.find(one => one.id === id)!
  return { primary: site(link.primaryId), replica: site(link.replicaId) }
}

/** Gives the ids of the replica's entities that stand for one of the primary. */
function expectModelInStep(
  { double: primary }: TestSite,
  { double: replica }: TestSite,
  name: string,
  oneWay: boolean,
  reported: ReadonlySet<string>,
  chosen: readonly string[] | null
): Set<string> {
  const model = classNamed(name)
  const sender = primary.mainDomain
  const [here, there] = [contentsOf(primary, model, chosen), contentsOf(replica, model)]
  const pairs = pairsOf(replica, sender, model)
  const isReported = (foreignId: string): boolean => reported.has(`${name} ${foreignId}`)
  expect(
    doubled(pairs.map(({ foreignId }) => foreignId)).filter(id => !isReported(id)),
    'mapped twice'
  ).toEqual([])
  expect(doubled(pairs.map(({ localId }) => localId)), 'mapped from two entities').toEqual([])
  const localOf = new Map(pairs.map(({ foreignId, localId }) => [foreignId, localId]))
  const unmapped = [...here.keys()].filter(id => !localOf.has(id) && !isReported(id))
  expect(unmapped, `without a mapping: ${name}`).toEqual([])
  const translations = new Map<string, Map<string, string>>()
  const translate = (target: string, id: string): string => {
    if (!translations.has(target)) {
      const known = pairsOf(replica, sender, classNamed(target))
      translations.set(target, new Map(known.map(pair => [pair.foreignId, pair.localId])))
    }
    return translations.get(target)!.get(id) ?? `? ${id}`
  }
  for (const { foreignId, localId } of pairs) {
    if (isReported(foreignId)) continue
    expect(there.has(localId), `${name} ${foreignId} is mapped to ${localId}, which is not there`).toBe(true)
    expect(here.has(foreignId), `${name} ${foreignId} is gone from the primary`).toBe(true)
    const names = differing(here.get(foreignId)!, there.get(localId)!, translate, oneWay ? sender : null)
    expect(names, `${name} ${foreignId} differs`).toEqual([])
  }
  return new Set(pairs.map(({ localId }) => localId))
}

function doubled(ids: readonly string[]): string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}

/** What the program itself says of a link that was compared again, without writing. */
async function expectSameView({ program }: TestFleet, { id }: LinkView, reported: number): Promise<void> {
  const [drift] = await program.call('drift.check', { linkIds: [id] })
  if (drift!.error && reported > 0) return
  expect(drift!.error).toBeNull()
  const { create, update, delete: removed, conflict, blocked } = drift!.counts
  expect(create + update + removed + conflict + blocked).toBeLessThanOrEqual(reported)
}

/** A replica holds what it had and what was brought, and nothing beside: what is there twice, or is nobody's, would show here. */
function expectOriginalsUntouched(
  fleet: TestFleet,
  originals: ReadonlyMap<string, Originals>,
  key: string,
  locals: ReadonlySet<string>,
  links: readonly LinkView[]
): void {
  const [siteId, name] = key.split(' ') as [string, string]
  const site = fleet.sites.find(({ id }) => id === siteId)!
  const now = contentsOf(site.double, classNamed(name))
  const isPrimary = links.some(({ primaryId }) => primaryId === siteId)
  const before = originals.get(siteId)?.get(name) ?? new Map<string, Content>()
  // With a link back, an original may be edited and removed on the other side; that both sides agree was seen above.
  if (isPrimary) return
  const nobodys = [...now.keys()].filter(id => !locals.has(id) && !before.has(id))
  expect(nobodys, `nobody's on ${site.name}: ${name}`).toEqual([])
  for (const [id, content] of before) {
    expect(now.get(id), `${site.name}'s own ${name} ${id}`).toEqual(content)
  }
}

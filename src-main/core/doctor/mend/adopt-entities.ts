import { modelNamed } from '../../models/catalogue.ts'
import type { MappingRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Readers, Step } from '../../workflow/step.ts'
import { sameHost } from '../snapshot.ts'
import { forget, isRemembered, remember, rememberable } from './adopted-memory.ts'
import type { MendDeps } from './deps.ts'
import { mappingRow, pairKey, refOf } from './mapping-rows.ts'
import type { AdoptEntities, MappingRef } from './mend.ts'
import { outdated } from './outdated.ts'

type Pair = Pick<MappingRef, 'foreignId' | 'localId'>

/** One of the two sites, and the pairs as it names them. */
interface Place {
  readonly siteId: SiteId
  readonly foreignHost: string
  readonly pairs: readonly Pair[]
  /** The replica: nothing that it has from anybody may be taken for another one's. */
  readonly receives: boolean
}

/**
 * Entities that arrived without a mapping (F16) get it, so that the next run finds them and makes none a second time. No entity is touched.
 * Who made them cannot be told any more, so they count as originals: no flush ever removes them (ground rule 5). A both-ways link gets the
 * mapping of its way back with it.
 */
export function adoptEntities(deps: MendDeps, wish: AdoptEntities): Step[] {
  const places = placesOf(wish)
  return places.map(place => writeMappings(deps, wish, place))
}

function placesOf({ link, domains, pairs }: AdoptEntities): Place[] {
  const back = pairs.map(({ foreignId, localId }) => ({ foreignId: localId, localId: foreignId }))
  return [
    { siteId: link.replicaId, foreignHost: domains.primary, pairs, receives: true },
    ...(link.twinId === null
      ? []
      : [{ siteId: link.primaryId, foreignHost: domains.replica, pairs: back, receives: false }])
  ]
}

/** Rows of the model on the site: those that are wished for, and the pairs that have none yet. Fails where something else came in between. */
async function standing(
  site: SiteReader,
  { model: name }: AdoptEntities,
  { foreignHost, pairs, receives }: Place
): Promise<{ rows: MappingRef[]; open: Pair[] }> {
  const model = modelNamed(name)
  const all: { row: MappingRow; ref: MappingRef }[] = []
  for await (const page of site.rowPages('idmapping', { entityType: name }))
    for (const row of page) all.push(...refOf(row, model).map(ref => ({ row, ref })))
  const fromSender = all.filter(({ row }) => sameHost(row.foreignHost, foreignHost)).map(({ ref }) => ref)
  const wanted = new Set(pairs.map(pairKey))
  const rows = fromSender.filter(ref => wanted.has(pairKey(ref)))
  const there = new Set(rows.map(pairKey))
  const open = pairs.filter(pair => !there.has(pairKey(pair)))
  const foreign = new Set(fromSender.map(({ foreignId }) => foreignId))
  const local = new Set((receives ? all.map(({ ref }) => ref) : fromSender).map(({ localId }) => localId))
  if (open.some(pair => foreign.has(pair.foreignId) || local.has(pair.localId)))
    throw outdated(`Records of ${model.shortName} were mapped meanwhile.`)
  return { rows, open }
}

function writeMappings(deps: MendDeps, wish: AdoptEntities, place: Place): Step {
  const { siteId, foreignHost } = place
  const { shortName: name } = modelNamed(wish.model)

  async function open(readers: Readers): Promise<Pair[]> {
    const found = (await standing(readers.reader(siteId), wish, place)).open
    if (found.length > 0 && place.receives) await rememberable(deps, readers, wish)
    return found
  }

  return {
    id: `${siteId}/adopt/${wish.model}`,
    kind: 'adopt-entities',
    siteId,
    async look(readers) {
      const { length } = await open(readers)
      const effects =
        length === 0
          ? []
          : ([{ act: 'create', what: 'mapping', name, count: length, why: 'alike-on-both-sides' }] as const)
      return { done: length === 0, effects, result: null }
    },
    async act({ reader, writer }) {
      const pairs = await open({ reader })
      if (pairs.length > 0 && place.receives) remember(deps, wish, await rememberable(deps, { reader }, wish))
      const site = writer(siteId)
      for (const pair of pairs) await site.createRow('idmapping', mappingRow(foreignHost, wish.model, pair))
    },
    inverse: () => removeMappings(deps, wish, place)
  }
}

function removeMappings(deps: MendDeps, wish: AdoptEntities, place: Place): Step {
  const { siteId } = place
  const { shortName: name } = modelNamed(wish.model)
  const rows = async (site: SiteReader): Promise<MappingRef[]> => {
    const wanted = new Set(place.pairs.map(pairKey))
    const found: MappingRef[] = []
    const filter = { foreignHost: place.foreignHost, entityType: wish.model }
    for await (const page of site.rowPages('idmapping', filter))
      for (const row of page) found.push(...refOf(row, modelNamed(wish.model)))
    return found.filter(ref => wanted.has(pairKey(ref)))
  }
  return {
    id: `${siteId}/adopt/${wish.model}`,
    kind: 'release-adopted',
    siteId,
    async look({ reader }) {
      const { length } = await rows(reader(siteId))
      const effects = length === 0 ? [] : ([{ act: 'remove', what: 'mapping', name, count: length }] as const)
      return { done: length === 0 && !(place.receives && isRemembered(deps, wish)), effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const { rowId } of await rows(site)) await site.removeRow('idmapping', rowId)
      if (place.receives) forget(deps, wish)
    },
    inverse: () => writeMappings(deps, wish, place)
  }
}

import { allModels, modelNamed } from '../../models/catalogue.ts'
import { idParts, type EntityId, type Model, type ModelName } from '../../models/model.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { Entity } from '../../sync/entity.ts'
import type { Link } from '../../topology/link.ts'
import type { Readers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { isPlain } from '../steps/endpoint.ts'
import { judgeModel, mayGo, type FlushWish } from './judge-model.ts'

/** Why an entity stays although its own verdict lets it go. */
export type Holding =
  /** Something that stays refers to it: a visitor's registration, an event of the replica's own (ground rule 5). */
  | 'has-dependants'
  /** It is a part of something that stays: a text of an event. */
  | 'belongs-to-kept'

export interface Held {
  why(localId: EntityId): Holding | null
  /** Models that can refer to this one, and that cannot be read on the replica: whether something there does is not known. */
  readonly unread: readonly ModelName[]
}

const nothingHeld: Held = { why: () => null, unread: [] }

const owning = (model: Model): Model['associations'] => model.associations.filter(one => one.owning)
const referrersOf = (name: ModelName): Model[] =>
  allModels().filter(model => owning(model).some(({ target }) => target === name))
const wholesOf = (model: Model): ModelName[] =>
  owning(model)
    .filter(({ name }) => isInIdentifier(model, name))
    .map(({ target }) => target)

/** All models whose entities can hold one of this model, directly or through others. */
function circleOf(start: Model): Model[] {
  const found = new Map([[start.name, start]])
  const open = [start]
  for (let model = open.shift(); model; model = open.shift()) {
    for (const near of [...referrersOf(model.name), ...wholesOf(model).map(modelNamed)]) {
      if (found.has(near.name)) continue
      found.set(near.name, near)
      open.push(near)
    }
  }
  return [...found.values()]
}

/** A plan asks for the same circle once for each of its models; nothing is written meanwhile. */
const known = new WeakMap<Readers, Map<string, Promise<Rows>>>()

/**
 * Which entities of a model are held by what stays on the replica. What stays: rows that no mapping of this sender names, what the flush
 * leaves alone, and what these refer to, as far as the replica can be read.
 */
export async function findHeld(deps: ReplicationDeps, wish: FlushWish, readers: Readers): Promise<Held> {
  const model = modelNamed(wish.model.model)
  const circle = circleOf(model)
  if (circle.length === 1) return nothingHeld
  const name = JSON.stringify([wish.link.id, circle.map(one => one.name).sort()])
  const asked = known.get(readers) ?? new Map<string, Promise<Rows>>()
  known.set(readers, asked)
  const reading = asked.get(name) ?? readRows(deps, wish, readers, circle)
  asked.set(name, reading)
  const rows = await reading
  const direct = referrersOf(model.name).map(one => one.name)
  return {
    why: localId => rows.held.get(nodeOf(model.name, localId)) ?? null,
    unread: direct.filter(one => rows.unread.has(one))
  }
}

interface Rows {
  readonly held: ReadonlyMap<string, Holding>
  readonly unread: ReadonlySet<ModelName>
}

/** One row of the replica: what it refers to, and what it is a part of. */
interface Node {
  readonly refers: readonly string[]
  readonly partOf: readonly string[]
  readonly goes: boolean
}

const nodeOf = (model: ModelName, id: EntityId): string => `${model} ${id}`

async function readRows(
  deps: ReplicationDeps,
  wish: FlushWish,
  readers: Readers,
  circle: readonly Model[]
): Promise<Rows> {
  const { link } = wish
  const nodes = new Map<string, Node>()
  const unread = new Set<ModelName>()
  const replica = readers.reader(link.replicaId)
  for (const model of circle) {
    const endpoint = await endpointFor(replica, link, model)
    const going = await goingOf(deps, wish, model, readers)
    if (endpoint === null || !(await addNodes(replica, endpoint, model, going, nodes))) unread.add(model.name)
  }
  return { held: spread(nodes), unread }
}

async function endpointFor(replica: SiteReader, link: Link, model: Model): Promise<string | null> {
  const own = link.models.find(one => one.model === model.name)
  if (own) return own.replicaEndpoint
  const endpoints = await replica.rows('endpoint')
  for (const endpoint of endpoints) {
    if (endpoint.dataSource?.identifier !== model.name || !isPlain(endpoint)) continue
    if ((await replica.permission(endpoint.name)) !== 'none') return endpoint.name
  }
  return null
}

/** Local ids of what the flush would remove of a model, were it not for what refers to it. */
async function goingOf(
  deps: ReplicationDeps,
  wish: FlushWish,
  model: Model,
  readers: Readers
): Promise<Set<EntityId>> {
  const own = wish.link.models.find(one => one.model === model.name)
  const going = new Set<EntityId>()
  if (!own) return going
  const same = { ...wish, model: own }
  for await (const batch of judgeModel(deps, same, readers))
    for (const one of batch) if (mayGo(one, same)) going.add(one.localId)
  return going
}

/**
 * False where the site does not tell what the entities refer to (F12). With relations told, one that is empty or leads nowhere is left out
 * of the answer: so it counts as told as soon as one entity tells it.
 */
async function addNodes(
  replica: SiteReader,
  endpoint: string,
  model: Model,
  going: ReadonlySet<EntityId>,
  nodes: Map<string, Node>
): Promise<boolean> {
  const told = new Set<string>()
  const leftOut = new Set<string>()
  for await (const page of replica.entityPages({ endpoint, model })) {
    for (const entity of page) {
      nodes.set(nodeOf(model.name, entity.id), nodeFor(model, entity, going.has(entity.id)))
      for (const [name, id] of toOneOf(model, entity)) {
        if (id === undefined) leftOut.add(name)
        else if (id !== null) told.add(name)
      }
    }
  }
  return [...leftOut].every(name => told.has(name))
}

const isInIdentifier = (model: Model, name: string): boolean =>
  model.identifier.some(({ association }) => association === name)

function toOneOf(model: Model, entity: Entity): [name: string, id: EntityId | null | undefined][] {
  const outside = owning(model).filter(
    ({ name, kind }) => kind !== 'manyToMany' && !isInIdentifier(model, name)
  )
  return outside.map(({ name }) => [name, entity.toOne[name]])
}

function nodeFor(model: Model, entity: Entity, goes: boolean): Node {
  const refers: string[] = []
  const partOf: string[] = []
  for (const { name, kind, target } of owning(model)) {
    const at = model.identifier.findIndex(({ association }) => association === name)
    const id = at === -1 ? entity.toOne[name] : idParts(entity.id)[at]
    const ids = kind === 'manyToMany' ? (entity.toMany[name] ?? []) : id ? [id] : []
    refers.push(...ids.map(one => nodeOf(target, one)))
    if (at !== -1) partOf.push(...ids.map(one => nodeOf(target, one)))
  }
  return { refers, partOf, goes }
}

/** From what stays to what it refers to, and from wholes that stay to their parts. */
function spread(nodes: ReadonlyMap<string, Node>): Map<string, Holding> {
  const parts = new Map<string, string[]>()
  for (const [name, { partOf }] of nodes)
    for (const whole of partOf) parts.set(whole, [...(parts.get(whole) ?? []), name])
  const held = new Map<string, Holding>()
  const open = [...nodes].filter(([, { goes }]) => !goes).map(([name]) => name)
  const hold = (name: string, why: Holding): void => {
    if (!nodes.get(name)?.goes || held.has(name)) return
    held.set(name, why)
    open.push(name)
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const target of nodes.get(name)!.refers) hold(target, 'has-dependants')
    for (const part of parts.get(name) ?? []) hold(part, 'belongs-to-kept')
  }
  return held
}

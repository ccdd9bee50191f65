import type { SiteReader } from '../fleet/site-access.ts'
import { parentsOf } from '../models/dependencies.ts'
import { modelNamed } from '../models/catalogue.ts'
import type { EntityId, Model } from '../models/model.ts'
import type { Link, LinkModel } from '../topology/link.ts'
import { asRunsSee } from './as-runs-see.ts'
import { canonicalForm, canonicalHash, type Hash, type Translate } from './canonical.ts'
import { readMappings } from './read-mappings.ts'
import type { AgreedState, AgreedStates } from './records.ts'

/** The same class before and after a change of its description. */
export interface Described {
  readonly former: Model
  readonly next: Model
}

interface Bed {
  readonly primary: SiteReader
  readonly replica: SiteReader
  /** Main domain of the primary. */
  readonly sender: string
  readonly agreed: AgreedStates
  readonly hash: Hash
}

/** Of each entity what it hashes to as the class was described, and as it will be. */
type Hashes = ReadonlyMap<EntityId, { readonly former: string; readonly next: string }>

/**
 * What a link agreed on is kept as hashes of all fields that count: with another description every entity would seem to have been edited
 * on both sides since. Reads both sides once; what it gives notes each side that is still as it was agreed under its next hash, and leaves
 * one that has moved as it is, which no hash of the next description equals: it goes on counting as moved. Calling it twice does no harm.
 */
export async function agreedAnew(
  { primary, replica, sender, agreed, hash }: Bed,
  link: Link,
  { model: name, primaryEndpoint, replicaEndpoint }: LinkModel,
  described: Described
): Promise<() => void> {
  const states = [...agreed.each(link.id, name)]
  if (states.length === 0) return () => undefined
  const mappings = new Map(
    await Promise.all(
      parentsOf(described.former).map(
        async parent => [parent, await readMappings(replica, sender, modelNamed(parent))] as const
      )
    )
  )
  const here = await hashesOf(
    { site: asRunsSee(primary, link), endpoint: primaryEndpoint, translate: (_model, id) => id },
    new Set(states.map(({ foreignId }) => foreignId)),
    described,
    hash
  )
  const there = await hashesOf(
    {
      site: replica,
      endpoint: replicaEndpoint,
      translate: (model, id) => mappings.get(model)?.foreignId(id) ?? null
    },
    new Set(states.map(({ localId }) => localId)),
    described,
    hash
  )
  return () => {
    // As they are when it is written: a run may have agreed on more while both sides were read.
    const changed = [...agreed.each(link.id, name)].flatMap(state => anew(state, here, there))
    agreed.put(link.id, name, changed)
  }
}

function anew(state: AgreedState, here: Hashes, there: Hashes): AgreedState[] {
  const next = (known: string, found: ReturnType<Hashes['get']>): string =>
    found?.former === known ? found.next : known
  const primaryHash = next(state.primaryHash, here.get(state.foreignId))
  const replicaHash = next(state.replicaHash, there.get(state.localId))
  const isSame = primaryHash === state.primaryHash && replicaHash === state.replicaHash
  return isSame ? [] : [{ ...state, primaryHash, replicaHash }]
}

async function hashesOf(
  { site, endpoint, translate }: { site: SiteReader; endpoint: string; translate: Translate },
  wanted: ReadonlySet<EntityId>,
  { former, next }: Described,
  hash: Hash
): Promise<Hashes> {
  const [formerForm, nextForm] = [canonicalForm(former, translate), canonicalForm(next, translate)]
  const hashes = new Map<EntityId, { former: string; next: string }>()
  // Read with the fields of both: a field may be new to the description.
  const fields = new Map([...former.fields, ...next.fields].map(field => [field.name, field]))
  const model = { ...former, fields: [...fields.values()] }
  for await (const page of site.entityPages({ endpoint, model }))
    for (const entity of page)
      if (wanted.has(entity.id))
        hashes.set(entity.id, {
          former: canonicalHash(formerForm(entity), hash),
          next: canonicalHash(nextForm(entity), hash)
        })
  return hashes
}

import { modelNamed } from '../../models/catalogue.ts'
import type { Readers } from '../../workflow/step.ts'
import { alikePairs, type AlikePair } from './alike.ts'
import type { MendDeps } from './deps.ts'
import type { AdoptEntities } from './mend.ts'
import { outdated } from './outdated.ts'

/** All pairs, as they are to be remembered. Fails where one side holds something else than the other by now. */
export async function rememberable(
  { hash }: MendDeps,
  readers: Readers,
  wish: AdoptEntities
): Promise<AlikePair[]> {
  const alike = await alikePairs(hash, readers, wish, wish.pairs)
  if (alike.length < wish.pairs.length)
    throw outdated(`Records of ${modelNamed(wish.model).shortName} are no longer alike on both sides.`)
  return alike
}

/** Written before the first mapping is there: cut off in between, a flush would take an original for a copy. */
export function remember(
  { agreed }: MendDeps,
  { link, model }: AdoptEntities,
  pairs: readonly AlikePair[]
): void {
  const origin = 'original' as const
  const fresh = pairs.filter(({ known }) => !known)
  agreed.put(
    link.id,
    model,
    fresh.map(({ foreignId, localId, hash }) => ({
      foreignId,
      localId,
      primaryHash: hash,
      replicaHash: hash,
      origin
    }))
  )
  if (link.twinId === null) return
  agreed.put(
    link.twinId,
    model,
    fresh.map(({ foreignId, localId, ownHash }) => ({
      foreignId: localId,
      localId: foreignId,
      primaryHash: ownHash,
      replicaHash: ownHash,
      origin
    }))
  )
}

/** Whether anything is remembered that came with the mappings. */
export function isRemembered({ agreed }: MendDeps, { link, model, pairs }: AdoptEntities): boolean {
  return pairs.some(
    ({ foreignId, localId, known }) => !known && agreed.get(link.id, model, foreignId)?.localId === localId
  )
}

/** Once the mappings are gone: it would speak of pairs that are none. */
export function forget({ agreed }: MendDeps, { link, model, pairs }: AdoptEntities): void {
  const fresh = pairs.filter(({ known }) => !known)
  if (link.twinId !== null)
    agreed.remove(
      link.twinId,
      model,
      fresh.map(({ localId }) => localId)
    )
  agreed.remove(
    link.id,
    model,
    fresh.map(({ foreignId }) => foreignId)
  )
}

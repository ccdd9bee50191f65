import type { SiteId } from '../../fleet/site.ts'
import { findModel } from '../../models/catalogue.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import { readableEndpoint } from '../../replication/readable-endpoint.ts'
import type { Choice, MendChoice } from '../finding.ts'
import type { MappingRef, Mend } from '../mend/mend.ts'
import type { FleetKnowledge } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'
import type { Crossed, Sides } from './pairs-crossed.ts'

type Rows = Extract<Mend, { act: 'redirect-mappings' }>['rows']

/** Each side may lead where the other's mappings then still lead to one entity each. */
export function choicesFor(sides: Sides, crossed: readonly Crossed[], fleet: FleetKnowledge): Choice[] {
  const { here, partner, model, there, back, terms } = sides
  if (!findModel(model)) return []
  const asHere = followers(
    there,
    crossed.map(({ row, counterpart }) => ({ ...counterpart, shouldBe: terms.toPartner(row.foreignId) }))
  )
  const known = new Map(
    [...there.values()].map(({ foreignId, localId }) => [localId, terms.toHere(foreignId)])
  )
  const asThere = followers(
    back,
    crossed.map(({ row }) => ({ ...row, shouldBe: known.get(terms.toPartner(row.foreignId)) }))
  )
  return [
    ...leading('this-leads', partner, here, model, asHere, fleet),
    ...leading('other-leads', here, partner, model, asThere, fleet)
  ]
}

/** The rows as they would be; null where one has no counterpart, or two would lead to the same entity. */
function followers(
  all: ReadonlyMap<EntityId, MappingRef>,
  wanted: readonly (MappingRef & { readonly shouldBe: EntityId | undefined })[]
): Rows | null {
  const rows = wanted.flatMap(({ shouldBe, ...row }) =>
    shouldBe === undefined ? [] : [{ ...row, shouldBe }]
  )
  const moved = new Map(rows.map(row => [row.rowId, row.shouldBe]))
  const locals = [...all.values()].map(row => moved.get(row.rowId) ?? row.localId)
  return rows.length < wanted.length || new Set(locals).size < locals.length ? null : rows
}

function leading(
  choice: MendChoice,
  { site, ...rights }: SiteSnapshot,
  leader: SiteSnapshot,
  model: ModelName,
  rows: Rows | null,
  { links }: FleetKnowledge
): Choice[] {
  // Where they lead to has to be seen to be there.
  const endpoint = readableEndpoint(rights, model) ?? linkedEndpoint(site.id, leader.site.id, model, links)
  if (!rows || !endpoint) return []
  const wish = {
    act: 'redirect-mappings',
    foreignHost: leader.site.mainDomain,
    model,
    rows,
    endpoint
  } as const
  return [{ choice, mend: { ...wish, crossed: true, on: site.id } }]
}

/** Where a link between the two reads the model; its management key may. */
function linkedEndpoint(
  siteId: SiteId,
  otherId: SiteId,
  model: ModelName,
  links: FleetKnowledge['links']
): string | null {
  for (const { primaryId, replicaId, models } of links) {
    const carried = models.find(one => one.model === model)
    if (primaryId === siteId && replicaId === otherId && carried) return carried.primaryEndpoint
    if (primaryId === otherId && replicaId === siteId && carried) return carried.replicaEndpoint
  }
  return null
}

import { findModel } from '../../models/catalogue.ts'
import { examples, type Finding } from '../finding.ts'
import type { MappingRef } from '../mend/mend.ts'
import type { FleetKnowledge, Rule } from '../rule.ts'
import { sameHost, type MappingGroup, type SiteSnapshot } from '../snapshot.ts'

/** One foreign entity with two mappings: every push of it is refused from then on (F44). */
export const mappingDoubled: Rule = {
  kind: 'mapping-doubled',
  needs: ['idmapping'],
  find: (snapshot, fleet) =>
    snapshot.mappings.flatMap((group): Finding[] => {
      const doubled = doubledIn(group)
      if (doubled.length === 0) return []
      const extra = doubled.map(rows => extraOf(rows, group, snapshot, fleet))
      const { foreignHost, model } = group
      const decided = extra.every(rows => rows !== null) && findModel(model) !== null
      return [
        {
          kind: 'mapping-doubled',
          severity: 'error',
          siteId: snapshot.site.id,
          linkId: linkOf(group, snapshot, fleet)?.id ?? null,
          subject: `${foreignHost.toLowerCase()}/${model}`,
          evidence: {
            foreignHost,
            model: findModel(model)?.shortName ?? model,
            count: doubled.length,
            foreignIds: examples(doubled.map(rows => rows[0]!.foreignId)),
            // Entities that stay behind without a mapping, for people to look at.
            copies: examples(extra.flatMap(rows => copiesAmong(rows ?? [], snapshot, model)))
          },
          mend: decided
            ? {
                act: 'remove-mappings',
                foreignHost,
                model,
                rows: extra.flatMap(rows => rows ?? []),
                because: 'mapping-doubled',
                endpoint: null
              }
            : null
        }
      ]
    })
}

function doubledIn({ pairs }: MappingGroup): MappingRef[][] {
  const byForeign = new Map<string, MappingRef[]>()
  for (const pair of pairs) byForeign.set(pair.foreignId, [...(byForeign.get(pair.foreignId) ?? []), pair])
  return [...byForeign.values()].filter(rows => rows.length > 1)
}

/**
 * The mappings that are too many. One stays: that which was agreed upon, else the oldest whose entity is there. Null where nobody can say
 * which entities are there.
 */
function extraOf(
  rows: readonly MappingRef[],
  group: MappingGroup,
  snapshot: SiteSnapshot,
  fleet: FleetKnowledge
): MappingRef[] | null {
  const sorted = [...rows].sort((one, other) => one.rowId - other.rowId)
  const oneEntity = new Set(rows.map(({ localId }) => localId)).size === 1
  const there = snapshot.present.get(group.model)?.ids
  if (!there && !oneEntity) return null
  const alive = oneEntity ? sorted : sorted.filter(({ localId }) => there!.has(localId))
  const link = linkOf(group, snapshot, fleet)
  const agreed = link && fleet.agreedLocal(link.id, group.model, rows[0]!.foreignId)
  const kept = alive.find(({ localId }) => localId === agreed) ?? alive[0] ?? sorted[0]
  return sorted.filter(row => row !== kept)
}

function copiesAmong(extra: readonly MappingRef[], { present }: SiteSnapshot, model: string): string[] {
  const there = present.get(model)?.ids
  return extra.map(({ localId }) => localId).filter(localId => there?.has(localId))
}

function linkOf(
  { foreignHost }: MappingGroup,
  { site }: SiteSnapshot,
  { links, sites }: FleetKnowledge
): FleetKnowledge['links'][number] | null {
  const sender = sites.find(({ mainDomain }) => sameHost(mainDomain, foreignHost))
  return links.find(link => link.primaryId === sender?.id && link.replicaId === site.id) ?? null
}

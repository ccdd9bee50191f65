import type { SiteId } from '../../fleet/site.ts'
import { modelNamed } from '../../models/catalogue.ts'
import type { ModelName } from '../../models/model.ts'
import { chainsThrough, otherPrimaries, ringThrough, type Edge } from '../../topology/graph-rules.ts'
import { sameHost, type PreflightFacts } from '../facts.ts'
import { examples, type Notice } from '../notice.ts'

function wishedEdge({ primary, replica, models, delivery }: PreflightFacts): Edge {
  const names = models.map(({ model }) => ({ model: model.name }))
  return { primaryId: primary.site.id, replicaId: replica.site.id, models: names, delivery }
}

const shortNames = (models: readonly ModelName[]): string[] =>
  examples(models.map(name => modelNamed(name).shortName))

function nameOf({ sites }: PreflightFacts, id: SiteId): string {
  return sites.find(site => site.id === id)?.name ?? id
}

/** A ring of links doubles everything, round after round, whatever the delivery. */
export function rings(facts: PreflightFacts): Notice[] {
  const edge = wishedEdge(facts)
  const found = new Map<string, ModelName[]>()
  for (const { model } of edge.models) {
    const ring = ringThrough(edge, facts.links, model)
    if (!ring) continue
    const text = ring.map(id => nameOf(facts, id)).join(' → ')
    found.set(text, [...(found.get(text) ?? []), model])
  }
  return [...found].map(([about, models]) => ({
    kind: 'ring',
    severity: 'refuse',
    about,
    evidence: { count: models.length, models: shortNames(models) }
  }))
}

/** Cloudrexx's queue sees no write over REST, so a second link by `queue` or `live` passes nothing on (F22). */
export function chains(facts: PreflightFacts): Notice[] {
  return chainsThrough(wishedEdge(facts), facts.links).map(chain => {
    const about = [chain.from, chain.over, chain.to].map(id => nameOf(facts, id)).join(' → ')
    return {
      kind: chain.passesOn ? 'chain-passes-on' : 'chain-passes-nothing-on',
      severity: chain.passesOn ? 'info' : 'warn',
      about,
      evidence: { count: chain.models.length, models: shortNames(chain.models) }
    }
  })
}

/** Whether another site goes by the primary's main domain: a copy of it, say, that nobody renamed. */
function isAlike({ primary, sites }: PreflightFacts, id: SiteId): boolean {
  const other = sites.find(site => site.id === id)
  return other !== undefined && sameHost(other.mainDomain, primary.site.mainDomain)
}

/**
 * Two primaries that go by one main domain: the replica remembers what it got by the name of its sender alone, and would take the entities of
 * the one for those of the other (F17, F38).
 */
export function primariesAlike(facts: PreflightFacts): Notice[] {
  return otherPrimaries(wishedEdge(facts), facts.links)
    .filter(({ primaryId }) => isAlike(facts, primaryId))
    .map(({ primaryId, models }) => ({
      kind: 'primaries-alike',
      severity: 'refuse',
      about: facts.replica.site.name,
      evidence: {
        primary: nameOf(facts, primaryId),
        mainDomain: facts.primary.site.mainDomain,
        count: models.length,
        models: shortNames(models)
      }
    }))
}

/** A replica with two primaries for one model gets what both hold, also where they hold the same. */
export function twoPrimaries(facts: PreflightFacts): Notice[] {
  const others = otherPrimaries(wishedEdge(facts), facts.links)
  return others
    .filter(({ primaryId }) => !isAlike(facts, primaryId))
    .map(({ primaryId, models }) => ({
      kind: 'two-primaries',
      severity: 'ask',
      about: facts.replica.site.name,
      evidence: { primary: nameOf(facts, primaryId), count: models.length, models: shortNames(models) }
    }))
}

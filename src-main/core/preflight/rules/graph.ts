import type { SiteId } from '../../fleet/site.ts'
import { modelNamed } from '../../models/catalogue.ts'
import type { ModelName } from '../../models/model.ts'
import { chainsThrough, otherPrimaries, ringThrough, type Edge } from '../../topology/graph-rules.ts'
import type { PreflightFacts } from '../facts.ts'
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

/** A replica with two primaries for one model gets what both hold, also where they hold the same. */
export function twoPrimaries(facts: PreflightFacts): Notice[] {
  return otherPrimaries(wishedEdge(facts), facts.links).map(({ primaryId, models }) => ({
    kind: 'two-primaries',
    severity: 'ask',
    about: facts.replica.site.name,
    evidence: { primary: nameOf(facts, primaryId), count: models.length, models: shortNames(models) }
  }))
}

import type { Finding } from './finding.ts'
import { severities } from './finding.ts'
import type { FleetKnowledge } from './rule.ts'
import { rules } from './rules/all.ts'
import type { SiteSnapshot } from './snapshot.ts'

/** All that the rules say about one site, the worst first. A rule whose rows could not be read says nothing. */
export function examine(snapshot: SiteSnapshot, fleet: FleetKnowledge): Finding[] {
  return rules
    .filter(rule => rule.needs.every(kind => snapshot.read.has(kind)))
    .flatMap(rule => rule.find(snapshot, fleet))
    .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))
}

import { useI18n } from 'vue-i18n'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { modelsLabel } from '@/features/links/link-mark.ts'
import { useFormat } from '@/i18n/format.ts'
import { useWords } from '@/i18n/words.ts'
import type { LinkEdge } from './graph-mapping.ts'

/** A line of the graph in words, for those who do not see it. */
export function useEdgeText(): (edge: LinkEdge) => string {
  const { t } = useI18n()
  const { word } = useWords()
  const format = useFormat()
  const fleet = useFleet()
  return edge => {
    const [source, target] = edge.link
      ? [edge.link.primaryId, edge.link.replicaId]
      : [edge.source, edge.target]
    const names = { from: fleet.nameOf(source), to: fleet.nameOf(target) }
    const state = word('link', edge.mark.word, { n: format.number(edge.mark.n) })
    return `${t(edge.bothWays ? 'topology.edgeBoth' : 'runs.fromTo', names)}, ${modelsLabel(edge.link?.models ?? [], 3)}, ${state}`
  }
}

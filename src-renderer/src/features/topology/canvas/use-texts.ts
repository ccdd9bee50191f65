import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { LinkEdge } from '../graph-mapping.ts'
import type { ElementTexts } from './flow-elements.ts'

/** The names of cards and edges, for whoever hears them. */
export function useTexts(
  chosen: Ref<ReadonlySet<string>>,
  edgeText: () => (edge: LinkEdge) => string
): ComputedRef<ElementTexts> {
  const { t } = useI18n()
  return computed(() => {
    // Read here, so that other texts are made once something else is chosen.
    const [some, edge] = [chosen.value, edgeText()]
    return {
      card(node) {
        if (node.kind === 'group') return t('graph.expand', { tag: node.tag })
        const { name } = node.site
        return some.has(node.id) ? t('graph.chosen', { name }) : name
      },
      cardRole: t('topology.card'),
      edge,
      edgeRole: t('topology.edge')
    }
  })
}

import { useI18n } from 'vue-i18n'
import { hostOf, siteMark } from '@/features/fleet/site-health.ts'
import { modelsLabel } from '@/features/links/link-mark.ts'
import { useFormat } from '@/i18n/format.ts'
import { useWords } from '@/i18n/words.ts'
import { paletteOf } from './canvas/far/palette.ts'
import type { GraphPicture, PictureTexts } from './export/graph-picture.ts'
import type { CardSize } from './graph-mapping.ts'
import type { Graph } from './use-graph.ts'

/** The graph as it is shown now, ready to be drawn as a picture in the window's language and theme. */
export function usePicture(graph: Graph, size: () => CardSize, subtitle: () => string): () => GraphPicture {
  const { t } = useI18n()
  const { word } = useWords()
  const format = useFormat()
  const texts: Omit<PictureTexts, 'title' | 'subtitle'> = {
    flag: node => (node.kind === 'group' ? t('graph.group') : t(`environment.${node.site.environment}`)),
    name: node => (node.kind === 'group' ? node.tag : node.site.name),
    host: node =>
      node.kind === 'group'
        ? t('fleet.meta', { n: format.number(node.count) }, node.count)
        : hostOf(node.site),
    health(node) {
      if (node.kind === 'group')
        return node.trouble
          ? t('graph.trouble', { n: format.number(node.trouble) }, node.trouble)
          : t('graph.noTrouble')
      const time = format.duration(node.site.health?.latencyMs ?? 0)
      const links = t('topology.links', { n: format.number(node.links) }, node.links)
      return `${word('healthShort', siteMark(node.site).word, { time })} · ${links}`
    },
    models: edge =>
      edge.count > 1
        ? t('topology.links', { n: format.number(edge.count) }, edge.count)
        : modelsLabel(edge.link?.models ?? []),
    state(edge) {
      const state = word('link', edge.mark.word, { n: format.number(edge.mark.n) })
      return edge.link && edge.count === 1 ? `${state} · ${t(`delivery.${edge.link.delivery}`)}` : state
    }
  }
  return () => ({
    nodes: graph.nodes.value,
    edges: graph.edges.value.filter(edge => edge.id !== 'draft'),
    boxes: graph.boxes.value,
    size: size(),
    palette: paletteOf(document.documentElement),
    texts: { ...texts, title: t('nav.topology'), subtitle: `${subtitle()} · ${format.date(Date.now())}` }
  })
}

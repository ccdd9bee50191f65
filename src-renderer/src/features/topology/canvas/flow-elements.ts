import type { Edge, Node } from '@vue-flow/core'
import { markRaw } from 'vue'
import type { CardNode, LinkEdge } from '../graph-mapping.ts'
import type { Detail, ShownCard, ShownEdge } from './canvas-state.ts'

/** What assistive technology says of cards and edges. */
export interface ElementTexts {
  readonly card: (node: CardNode) => string
  readonly cardRole: string
  readonly edge: (edge: LinkEdge) => string
  readonly edgeRole: string
}

/** A card as Vue Flow wants it: a button with the site's name. */
export function flowNode(node: CardNode, detail: Detail, texts: ElementTexts): Node<ShownCard> {
  const domAttributes = { role: 'button', 'aria-roledescription': texts.cardRole }
  return {
    id: node.id,
    type: node.kind,
    position: { ...node.position },
    data: markRaw({ card: node, detail }),
    draggable: node.kind === 'site',
    focusable: true,
    ariaLabel: texts.card(node),
    domAttributes
  }
}

/** The empty place of a card that is out of sight. */
export function stubNode(node: CardNode): Node<ShownCard> {
  return {
    id: node.id,
    type: 'stub',
    position: { ...node.position },
    data: markRaw({ card: node, detail: 'blocks' }),
    draggable: false,
    focusable: false,
    connectable: false
  }
}

export function flowEdge(edge: LinkEdge, detail: Detail, texts: ElementTexts): Edge<ShownEdge> {
  const domAttributes = {
    role: 'button',
    // Vue Flow writes `tabIndex`, which SVG does not know.
    tabindex: 0,
    'aria-roledescription': texts.edgeRole,
    'data-testid': `edge-${edge.id}`
  }
  return {
    id: edge.id,
    type: 'link',
    source: edge.source,
    target: edge.target,
    sourceHandle: 'out',
    targetHandle: 'in',
    data: markRaw({ edge, detail }),
    // What needs somebody lies on top.
    zIndex: edge.mark.weight,
    ariaLabel: texts.edge(edge),
    domAttributes
  }
}

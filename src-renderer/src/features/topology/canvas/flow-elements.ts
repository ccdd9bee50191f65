import type { Edge, Node } from '@vue-flow/core'
import type { LinkEdge, SiteNode } from '../graph-mapping.ts'

/** Cards as Vue Flow wants them: each a button with the site's name. */
export function flowNodes(nodes: readonly SiteNode[], role: string): Node[] {
  return nodes.map(node => ({
    id: node.id,
    type: 'site',
    position: { ...node.position },
    data: node,
    ariaLabel: node.site.name,
    domAttributes: { role: 'button', 'aria-roledescription': role }
  }))
}

export function flowEdges(
  edges: readonly LinkEdge[],
  text: (edge: LinkEdge) => string,
  role: string
): Edge[] {
  return edges.map(edge => ({
    id: edge.id,
    type: 'link',
    source: edge.source,
    target: edge.target,
    sourceHandle: 'out',
    targetHandle: 'in',
    data: edge,
    ariaLabel: text(edge),
    // Vue Flow writes `tabIndex`, which SVG does not know.
    domAttributes: {
      role: 'button',
      tabindex: 0,
      'aria-roledescription': role,
      'data-testid': `edge-${edge.id}`
    }
  }))
}

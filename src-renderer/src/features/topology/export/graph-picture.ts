import type { CardNode, CardSize, LinkEdge } from '../graph-mapping.ts'
import type { GroupBox } from '../graph-layout.ts'
import type { Palette } from '../canvas/far/palette.ts'

/** What a card and a line say, in the reader's language. */
export interface PictureTexts {
  readonly title: string
  readonly subtitle: string
  readonly flag: (node: CardNode) => string
  readonly name: (node: CardNode) => string
  readonly host: (node: CardNode) => string
  readonly health: (node: CardNode) => string
  readonly models: (edge: LinkEdge) => string
  readonly state: (edge: LinkEdge) => string
}

/** All that a picture of the graph is made from: names, hosts and states as the window shows them, and nothing else. */
export interface GraphPicture {
  readonly nodes: readonly CardNode[]
  readonly edges: readonly LinkEdge[]
  readonly boxes: readonly GroupBox[]
  readonly size: CardSize
  readonly palette: Palette
  readonly texts: PictureTexts
}

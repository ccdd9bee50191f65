import type { TargetView } from '@contract/link-shapes.ts'
import type { InjectionKey, Ref } from 'vue'
import type { Carried } from './carried.ts'
import type { ChipPlace } from './chip-places.ts'
import type { Point } from './edge-geometry.ts'
import type { CardNode, CardSize, LinkEdge } from '../graph-mapping.ts'
import type { Pointed } from './use-pointed.ts'

/** What cards and edges of one canvas share; they know no store. */
export interface CanvasState {
  readonly drag: Readonly<Ref<DragState | null>>
  readonly selectedSite: Ref<string | null>
  readonly selectedLink: Ref<string | null>
  /** Cards that stay bright while something is looked for; null when nothing is. */
  readonly bright: Ref<ReadonlySet<string> | null>
  readonly size: Ref<CardSize>
  /** Cards that something can be done with together. */
  readonly chosen: Ref<ReadonlySet<string>>
  readonly carried: Readonly<Ref<Carried | null>>
  /** Where chips stand while no card is moved, by their line; null while that is not known. See `chipPlaces`. */
  readonly chips: Ref<ReadonlyMap<string, ChipPlace> | null>
  readonly pointed: Pointed
  /** Whether no card is at this point of the graph, nor close to it. */
  readonly isFree: Ref<(point: Point) => boolean>
}

/** How much is drawn: `icons` below 60 % zoom, `blocks` below 35 %. */
export type Detail = 'full' | 'icons' | 'blocks'

/** A card and how much of it is drawn: each has its own detail, since hundreds are not drawn anew in one go. */
export interface ShownCard<Node extends CardNode = CardNode> {
  readonly card: Node
  readonly detail: Detail
}

export interface ShownEdge {
  readonly edge: LinkEdge
  readonly detail: Detail
}

export interface DragState {
  readonly from: string
  /** The card under the pointer, or the target that the keyboard stands on. */
  readonly over: string | null
  readonly bothWays: boolean
  /** Null while the keyboard has not begun to choose. */
  readonly targets: ReadonlyMap<string, TargetView> | null
}

export const canvasKey: InjectionKey<CanvasState> = Symbol('canvas')

/** The zoom at which less is drawn. */
export function detailAt(zoom: number): Detail {
  if (zoom < 0.35) return 'blocks'
  return zoom < 0.6 ? 'icons' : 'full'
}

import { computed, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { CardNode } from '../graph-mapping.ts'
import { takenAlong, toggled, withTouched } from './carried.ts'
import type { Block } from './far/scene.ts'
import { useBand } from './use-band.ts'
import { rectToGraph, type Rect, type View } from './view.ts'

interface Shown {
  readonly frame: Ref<HTMLElement | null>
  readonly view: Ref<View>
  readonly blocks: Ref<readonly Block[]>
  readonly nodes: Ref<ReadonlyMap<string, CardNode>>
}

export interface Choice {
  /** With those that the frame touches which is being drawn. */
  readonly chosen: ComputedRef<ReadonlySet<string>>
  readonly rect: ShallowRef<Rect | null>
  press(event: PointerEvent): void
  justDrawn(): boolean
  toggle(siteId: string): void
  all(): void
  /** What goes along when this card is moved. */
  with(siteId: string): ReadonlySet<string>
}

/** Several cards at once: by Shift and a click, by a frame, or all. */
export function useChoice(
  { frame, view, blocks, nodes }: Shown,
  before: Ref<ReadonlySet<string>>,
  choose: (siteIds: ReadonlySet<string>) => void
): Choice {
  const touched = (rect: Rect): ReadonlySet<string> =>
    withTouched(before.value, blocks.value, rectToGraph(view.value, rect))
  const band = useBand(frame, rect => choose(touched(rect)))
  return {
    ...band,
    chosen: computed(() => (band.rect.value ? touched(band.rect.value) : before.value)),
    toggle: siteId => choose(toggled(before.value, siteId)),
    all: () =>
      choose(new Set([...nodes.value.values()].flatMap(({ kind, id }) => (kind === 'site' ? [id] : [])))),
    with: siteId => takenAlong(siteId, before.value, nodes.value)
  }
}

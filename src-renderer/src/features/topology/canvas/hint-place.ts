const hint = { width: 320, height: 50 }
const space = 6

/** Where the hint stands: below the card under the pointer, above it where there is no room, else beside the pointer. */
export function hintPlace(
  frame: HTMLElement | null,
  siteId: string | null,
  pointer: { readonly x: number; readonly y: number }
): { x: number; y: number } {
  if (!frame) return pointer
  const box = frame.getBoundingClientRect()
  const card = siteId
    ? frame.querySelector(`.vue-flow__node[data-id="${CSS.escape(siteId)}"]`)?.getBoundingClientRect()
    : undefined
  const left = card ? card.left - box.left : pointer.x + 18
  const below = card ? card.bottom - box.top + space : pointer.y + 18
  const above = card ? card.top - box.top - hint.height - space : pointer.y - hint.height - 18
  return {
    x: Math.max(space, Math.min(left, box.width - hint.width - space)),
    y: below + hint.height > box.height - space ? Math.max(space, above) : below
  }
}

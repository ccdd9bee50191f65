const controls = 'button, a[href], input, select, textarea, summary, [tabindex]'

/** Of a group of radio buttons Tab comes to the one that is chosen, or to any while none is. */
function isLeftOut(element: HTMLElement, box: HTMLElement): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return false
  return box.querySelector(`input[type="radio"][name="${CSS.escape(element.name)}"]:checked`) !== null
}

function reachedByTab(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(controls)].filter(
    one =>
      one.tabIndex >= 0 &&
      !one.matches(':disabled') &&
      one.checkVisibility({ visibilityProperty: true }) &&
      !isLeftOut(one, box)
  )
}

/**
 * Tab goes on from the last control of a dialog to its first, and back. Naive UI would do it too, but knows no plain button: the focus
 * would be nowhere in between.
 */
export function tabRing(event: KeyboardEvent): void {
  const box = event.currentTarget as HTMLElement
  const ring = reachedByTab(box)
  const [first, last] = [ring[0], ring.at(-1)]
  const here = document.activeElement
  const next = event.shiftKey ? (here === first || here === box ? last : null) : here === last ? first : null
  if (!next) return
  event.preventDefault()
  next.focus()
}

import { watch, type Ref } from 'vue'

/** The control that had the focus may be gone, or cannot be used any more: the dialog takes it, so that the next Tab begins here. */
function keepFocus(box: HTMLElement): () => void {
  let frame = 0
  const watcher = new MutationObserver(() => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      if (box.isConnected && (document.activeElement ?? document.body) === document.body) box.focus()
    })
  })
  watcher.observe(box, { subtree: true, childList: true, attributeFilter: ['disabled'] })
  return () => {
    watcher.disconnect()
    cancelAnimationFrame(frame)
  }
}

/** Whoever opened a dialog is in it, at the field to begin with (`autofocus`), else at the dialog itself, and stays there until it closes. */
export function useFocusWithin(box: Readonly<Ref<HTMLElement | null>>): void {
  watch(
    box,
    (element, _, onCleanup) => {
      if (!element) return
      onCleanup(keepFocus(element))
      if (element.contains(document.activeElement)) return
      const first = element.querySelector<HTMLElement>('[autofocus]') ?? element
      first.focus()
    },
    { flush: 'post' }
  )
}

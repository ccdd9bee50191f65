import { onBeforeUnmount, onMounted } from 'vue'
import { useRouter, type RouteLocationRaw } from 'vue-router'

/** Keys and the page that they lead to: G, then the letter. */
export const pageKeys = {
  f: 'fleet',
  t: 'topology',
  r: 'runs',
  s: 'schedules',
  d: 'doctor',
  a: 'activity',
  i: 'files',
  e: 'settings'
} as const satisfies Record<string, string>

/** What one key does on every page: the cheat sheet is made from it. */
export const acts = [
  { keys: ['mod', 'K'], name: 'palette' },
  { keys: ['?'], name: 'sheet' },
  { keys: ['/'], name: 'filter' },
  { keys: ['N'], name: 'add' },
  { keys: ['Esc'], name: 'close' }
] as const

/** A second key counts for as long as somebody still means the first. */
const chordMs = 1_200

/** On a Mac the command key, elsewhere Control. */
export const isMac = /mac/i.test(navigator.platform)

/** Whoever types something means letters. */
function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(element.type)
  return element?.closest('textarea, select, [contenteditable="true"]') != null
}

/** Dialogs and drawers keep their keys to themselves. */
const isCovered = (): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"], .n-drawer') !== null

export function useShortcuts(does: { palette(): void; sheet(): void }): void {
  const router = useRouter()
  let leading = -Infinity

  const go = (to: RouteLocationRaw): void => void router.push(to)

  /** Gives whether the key was meant for it. */
  function plain(key: string): boolean {
    const page = pageKeys[key as keyof typeof pageKeys]
    if (page && performance.now() - leading < chordMs) {
      leading = -Infinity
      go({ name: page })
      return true
    }
    leading = key === 'g' ? performance.now() : -Infinity
    if (key === '?') does.sheet()
    else if (key === '/') document.querySelector<HTMLInputElement>('[data-filter]')?.focus()
    else if (key === 'n') go({ name: 'fleet', query: { add: '' } })
    else return false
    return true
  }

  function onKey(event: KeyboardEvent): void {
    if (event.altKey || event.defaultPrevented) return
    if (event.ctrlKey || event.metaKey) {
      if (event.shiftKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      does.palette()
      return
    }
    if (isTyping(event.target) || isCovered()) return
    if (plain(event.key.toLowerCase())) event.preventDefault()
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}

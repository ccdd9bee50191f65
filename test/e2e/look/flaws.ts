import type { Page } from '@playwright/test'
import messages from '../../../src-renderer/src/i18n/en/messages.ts'

/** The first parts of all messages' keys: `runs` of `runs.pause`, `errors` of `errors.internal.what`. */
const namespaces = Object.keys(messages)

/**
 * What is wrong with a page as it stands: texts that nobody should read (a message's key, an unfilled placeholder, a raw error, something
 * like an API key), and a layout that broke (text cut off without a way to read it, things outside the window or on top of each other).
 */
export function flawsOf(page: Page): Promise<string[]> {
  return page.evaluate(names => {
    const flaws = new Set<string>()
    const dialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].findLast(
      one => one.offsetParent
    )
    const scope: HTMLElement = dialog ?? document.body

    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      !element.closest('.vh, [aria-hidden="true"], svg, .vue-flow')
    const about = (element: Element): string => {
      const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60)
      const name = element.closest('[data-testid]')?.getAttribute('data-testid') ?? ''
      return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> in ${name}: ${text}`
    }

    const text = document.body.innerText
    const wrong: Record<string, RegExp> = {
      'a message’s key': new RegExp(`(?:^|\\s)(?:${names.join('|')})(?:\\.[\\w-]+)+(?:$|\\s)`),
      'an unfilled placeholder': /\{\w+\}/,
      'a value that is none': /\bundefined\b|\bNaN\b|\[object |Invalid Date/,
      'a raw error': /\b(?:Type|Reference|Syntax|Range)Error\b|\bfake: |\n\s+at .+:\d+:\d+/,
      'something like a key': /\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{32}\b/
    }
    for (const [what, pattern] of Object.entries(wrong)) {
      const found = pattern.exec(text)
      if (found) flaws.add(`${what}: ${found[0].trim()}`)
    }

    if (document.documentElement.scrollWidth > innerWidth) flaws.add('the page is wider than the window')

    // Only what has lines of its own may be wider than its place: SQL, requests, tables.
    for (const element of scope.querySelectorAll<HTMLElement>('*')) {
      if (!isSeen(element) || element.matches('pre, .code, .sql, .table-scroller')) continue
      const sideways = /auto|scroll/.test(getComputedStyle(element).overflowX)
      if (sideways && element.scrollWidth > element.clientWidth + 1)
        flaws.add(`has to be scrolled sideways: ${about(element)}`)
    }

    const ownText = (element: Element): boolean =>
      [...element.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== ''
      )
    /** A list that can be scrolled may hold what lies outside of it. */
    const scrolls = (element: Element): boolean => {
      for (let up = element.parentElement; up; up = up.parentElement)
        if (/auto|scroll/.test(getComputedStyle(up).overflow)) return true
      return false
    }
    for (const element of scope.querySelectorAll<HTMLElement>('*')) {
      if (!ownText(element) || !isSeen(element)) continue
      const box = element.getBoundingClientRect()
      if (box.width < 2 || box.height < 2) continue
      const style = getComputedStyle(element)
      const isInline = style.display === 'inline'
      const outside =
        box.left < -1 || box.right > innerWidth + 1 || (box.bottom > innerHeight + 1 && box.top < innerHeight)
      if (outside && !scrolls(element)) flaws.add(`outside the window: ${about(element)}`)
      const isCut = !isInline && element.scrollWidth > element.clientWidth + 1
      if (isCut && style.overflowX === 'visible' && !scrolls(element))
        flaws.add(`text runs out of its box: ${about(element)}`)
      if (isCut && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis')
        flaws.add(`cut off: ${about(element)}`)
      if (isCut && style.textOverflow === 'ellipsis' && !element.closest('[title], [aria-label]'))
        flaws.add(`cut off, and its whole text is nowhere: ${about(element)}`)
      if (!isInline && style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 3)
        flaws.add(`lines are cut off: ${about(element)}`)
    }

    const controls = [
      ...scope.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [role="tab"]')
    ].filter(control => isSeen(control) && control.getBoundingClientRect().width > 1)
    for (const [at, one] of controls.entries()) {
      const a = one.getBoundingClientRect()
      for (const other of controls.slice(at + 1)) {
        if (
          one.contains(other) ||
          other.contains(one) ||
          one.closest('label') === other.closest('label')?.closest('label')
        ) {
          if (one.contains(other) || other.contains(one) || one.closest('label')) continue
        }
        const b = other.getBoundingClientRect()
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (wide > 2 && high > 2 && !scrolls(one) && !scrolls(other))
          flaws.add(`on top of each other: ${about(one)} and ${about(other)}`)
      }
    }
    return [...flaws]
  }, namespaces)
}

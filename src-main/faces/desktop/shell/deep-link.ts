/** `rexxfleet://open/<view>` shows a view, and does nothing else: whoever can make somebody click can do no more than that. */

export const linkScheme = 'rexxfleet'
const plainViews: readonly string[] = ['fleet', 'topology', 'runs', 'activity', 'settings']
const oneRun = /^runs\/[0-9A-Za-z]{1,64}$/

/** The view's address in the window; null for every link that is not exactly one of ours. */
export function viewOfLink(link: string): string | null {
  const found = new RegExp(`^${linkScheme}://open/([0-9A-Za-z/]{1,80})/?$`).exec(link)
  const path = found?.[1]?.replace(/\/$/, '') ?? ''
  return plainViews.includes(path) || oneRun.test(path) ? `/${path}` : null
}

/** On Windows and Linux a link comes as an argument of a second start. */
export function linkAmong(argv: readonly string[]): string | null {
  return argv.find(text => text.startsWith(`${linkScheme}://`)) ?? null
}

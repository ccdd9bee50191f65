import type { Site } from '../fleet/site.ts'

/** Addresses that a site must keep answering itself: over these it is managed and replicated to. */
const needed = [
  'api/v1/json/rexxfleet-endpoint',
  'api/v1/json/rexxfleet-sync?apikey=0&limit=1',
  'api/sync/v1/json/RewriteRule/1',
  'api/',
  'cadmin/',
  'cadmin/index.php'
]

/** Where a site is, by the name that it has configured and by the one under which it is reached: they need not be the same (F38). */
export type Whereabouts = Pick<Site, 'mainDomain' | 'baseUrl'>

/**
 * Whether a RewriteRule takes `/api/` or `/cadmin/` away: a site with it can neither be replicated to nor logged in to, and so not be
 * freed from it either. The expression is `<d>pattern<d>replacement<d>flags`, for any delimiter d. One that might never come to an end is
 * taken for such a rule without being tried: sites are not trusted to be kind.
 */
export function locksOut(expression: string, { mainDomain, baseUrl }: Whereabouts): boolean {
  const [pattern, flags] = partsOf(expression)
  if (pattern === '') return false
  const matches = compiled(pattern, flags)
  // What only PHP understands is judged by its words.
  if (!matches) return /\b(api|cadmin)\b/i.test(pattern)
  if (mayNeverEnd(pattern)) return true
  const roots = ['', '/', `https://${mainDomain}/`, `http://${mainDomain}/`, `${baseUrl}/`]
  return needed.some(path => roots.some(root => matches.test(root + path)))
}

function partsOf(expression: string): [pattern: string, flags: string] {
  const text = expression.trim()
  const delimiter = text[0]
  if (delimiter === undefined || /[A-Za-z0-9\\\s]/.test(delimiter)) return [text, '']
  const parts: string[] = ['']
  for (let at = 1; at < text.length; at++) {
    const letter = text[at]!
    if (letter === delimiter) parts.push('')
    else if (letter === '\\') parts[parts.length - 1] += letter + (text[++at] ?? '')
    else parts[parts.length - 1] += letter
  }
  return [parts[0]!, parts[2] ?? '']
}

/** Looks around, refers back or counts: for these the program has no way that ends in linear time. */
const onlyBacktracks = /\(\?[=!<]|\\(?:[1-9]|k<)|\{/
const repeatedGroup = /\)[*+{]/
/** So many repeats one after the other still end soon on an address. */
const fewRepeats = 4

function mayNeverEnd(pattern: string): boolean {
  if (!onlyBacktracks.test(pattern)) return false
  return repeatedGroup.test(pattern) || (pattern.match(/[*+{]/g)?.length ?? 0) > fewRepeats
}

/** The pattern as JavaScript reads it: some of what PHP writes means something else there, and would match nothing. */
function compiled(pattern: string, flags: string): RegExp | null {
  const [, inline = '', rest = ''] = /^(?:\(\?([a-zA-Z]+)\))?(.*)$/s.exec(pattern) ?? []
  const all = flags + inline
  const anchored = rest.replaceAll(/\\[\s\S]/g, pair => anchors.get(pair) ?? pair)
  const written = all.includes('x') ? anchored.replaceAll(/\s+/g, '') : anchored
  try {
    return new RegExp(written, all.includes('i') ? 'i' : '')
  } catch {
    return null
  }
}

/** Start and end of an address in PHP. */
const anchors: ReadonlyMap<string, string> = new Map([
  ['\\A', '^'],
  ['\\Z', '$'],
  ['\\z', '$']
])

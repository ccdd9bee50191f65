/** Addresses that a site must keep answering itself: over these it is managed and replicated to. */
const needed = [
  'api/v1/json/rexxfleet-endpoint',
  'api/sync/v1/json/RewriteRule/1',
  'api/',
  'cadmin/',
  'cadmin/index.php'
]

/**
 * Whether a RewriteRule takes `/api/` or `/cadmin/` away: a site with it can neither be replicated to nor logged in to, and so not be
 * freed from it either. The expression is `<d>pattern<d>replacement<d>flags`, for any delimiter d.
 */
export function locksOut(expression: string, mainDomain: string): boolean {
  const [pattern, flags] = partsOf(expression)
  if (pattern === '') return false
  const matches = compiled(pattern, flags)
  // What only PHP understands is judged by its words.
  if (!matches) return /\b(api|cadmin)\b/i.test(pattern)
  const forms = (path: string): string[] => [path, `/${path}`, `https://${mainDomain}/${path}`]
  return needed.flatMap(forms).some(address => matches.test(address))
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

function compiled(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags.includes('i') ? 'i' : '')
  } catch {
    return null
  }
}

/** Looks at JSON from elsewhere before anything else does. */

/** Whether objects and arrays are nested deeper than `limit`. One pass over the text, so that nothing has to be built for the answer. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (inText) {
      if (letter === backslash) at += 1
      else if (letter === quote) inText = false
      continue
    }
    if (letter === quote) inText = true
    else if (letter === openBrace || letter === openBracket) {
      depth += 1
      if (depth > limit) return true
    } else if (letter === closeBrace || letter === closeBracket) depth -= 1
  }
  return false
}

const quote = 34
const backslash = 92
const openBracket = 91
const closeBracket = 93
const openBrace = 123
const closeBrace = 125

/** Names that mean something to every object: no honest file has a field of that name. */
const prototypeNames = ['__proto__', 'constructor', 'prototype']

/** The first such field anywhere in a parsed value, or null. */
export function prototypeName(value: unknown): string | null {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    if (!Array.isArray(next)) {
      const found = prototypeNames.find(name => Object.hasOwn(next, name))
      if (found !== undefined) return found
    }
    for (const inner of Object.values(next) as unknown[]) open.push(inner)
  }
  return null
}

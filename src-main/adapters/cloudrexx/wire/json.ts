import { BadAnswer } from '../errors/bad-answer.ts'

/** Below this size no nesting can hurt, and counting would only cost time. */
const uncheckedLength = 1_000_000
const deepest = 64
const mostTokens = 30_000_000

/**
 * JSON of a stranger. A few megabytes of brackets can grow into gigabytes of objects: depth and number of values are
 * counted before anything is built.
 */
export function parseJson(text: string): unknown {
  if (text.length > uncheckedLength) checkShape(text)
  try {
    return JSON.parse(text)
  } catch {
    throw new BadAnswer('an answer that is no JSON')
  }
}

const quote = 34
const comma = 44
const backslash = 92

function checkShape(text: string): void {
  let depth = 0
  let tokens = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfString(text, at)
    } else if (code === 123 || code === 91) {
      depth++
      tokens += 4
      if (depth > deepest) throw new BadAnswer('JSON that is nested too deeply')
    } else if (code === 125 || code === 93) {
      depth--
    } else if (code === comma) {
      tokens++
    }
    if (tokens > mostTokens) throw new BadAnswer('JSON with too many values')
  }
}

/** Position of the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  let end = start
  for (;;) {
    end = text.indexOf('"', end + 1)
    if (end === -1) return text.length
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++
    if (slashes % 2 === 0) return end
  }
}

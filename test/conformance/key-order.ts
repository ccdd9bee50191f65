/**
 * The keys of a list in the order in which the text has them. `JSON.parse` sorts keys that look like numbers, and an order
 * that only the text shows is what `order[…]=DESC` is about (F9).
 */
export function dataKeys(text: string): string[] | undefined {
  const start = text.search(/"data"\s*:\s*\{/)
  if (start < 0) return undefined
  const keys: string[] = []
  let depth = 0
  let expectKey = false
  for (let at = text.indexOf('{', start); at < text.length; at++) {
    const mark = text[at]
    if (mark === '"') {
      const end = endOfString(text, at)
      if (depth === 1 && expectKey) keys.push(JSON.parse(text.slice(at, end + 1)) as string)
      expectKey = false
      at = end
    } else if (mark === '{' || mark === '[') {
      depth++
      expectKey = depth === 1
    } else if (mark === '}' || mark === ']') {
      if (--depth === 0) return keys
    } else if (mark === ',' && depth === 1) expectKey = true
  }
  return undefined
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

import { dataKeys } from './key-order.ts'
import type { Exchange } from './recording.ts'

/** What a double answered. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

const LEFT_OUT = '(PHP-serialized array'
const CUT = '…'

/** Everything in which an answer differs from the recorded one; empty where they agree. */
export function differences(recorded: Exchange, answered: Answered): string[] {
  const found: string[] = []
  const { response } = recorded
  if (answered.status !== response.status)
    found.push(`status: recorded ${response.status}, answered ${answered.status}`)
  for (const [name, value] of Object.entries(response.headers)) {
    const own = answered.headers[name.toLowerCase()]
    if (own !== value) found.push(`header ${name}: recorded ${value}, answered ${own ?? 'nothing'}`)
  }
  if (!('json' in response)) {
    compareValues('text', response.text ?? '', answered.text, found)
    return found
  }
  let json: unknown
  try {
    json = JSON.parse(answered.text)
  } catch {
    return [...found, `body: no JSON but ${answered.text.slice(0, 200)}`]
  }
  compareValues('', response.json, json, found)
  compareOrder(recorded.line, answered.text, found)
  return found
}

function compareOrder(line: string, text: string, found: string[]): void {
  const recorded = dataKeys(line.slice(Math.max(line.indexOf('"response"'), 0)))?.join(' ')
  const own = dataKeys(text)?.join(' ')
  if (recorded !== undefined && own !== undefined && recorded !== own) {
    found.push(`order of data: recorded ${recorded}, answered ${own}`)
  }
}

function compareValues(path: string, recorded: unknown, own: unknown, found: string[]): void {
  if (typeof recorded === 'string' && typeof own === 'string') {
    if (!sameText(path, recorded, own))
      found.push(`${path}: recorded ${show(recorded)}, answered ${show(own)}`)
  } else if (isObject(recorded) && isObject(own)) {
    for (const key of new Set([...Object.keys(recorded), ...Object.keys(own)])) {
      compareValues(`${path}/${key}`, recorded[key], own[key], found)
    }
  } else if (typeof recorded === 'string' && recorded.startsWith(LEFT_OUT)) {
    return
  } else if (recorded !== own) found.push(`${path}: recorded ${show(recorded)}, answered ${show(own)}`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function sameText(path: string, recorded: string, own: string): boolean {
  if (recorded === own || recorded.startsWith(LEFT_OUT)) return true
  if (recorded.endsWith(CUT)) return own.startsWith(recorded.slice(0, -CUT.length))
  // times of the recording, and keys that a site makes up, cannot be the same
  if (path.endsWith('/lastUpdate')) return isTime(recorded) && isTime(own)
  if (path.endsWith('/apiKey')) return isGeneratedKey(recorded) && isGeneratedKey(own)
  return isDatabaseException(recorded) && essence(recorded) === essence(own)
}

function isTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/.test(text)
}

function isGeneratedKey(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text) && text !== '0123456789abcdef0123456789abcdef'
}

function isDatabaseException(text: string): boolean {
  return text.includes('SQLSTATE[')
}

/** Of a database exception the type and the SQLSTATE part count, without the name of the database. */
function essence(text: string): string {
  const type = /^Exception of type "([^"]*)"/.exec(text)?.[1] ?? ''
  const state = text.slice(text.indexOf('SQLSTATE[')).replace(/\(`\w+`\./, '(')
  return `${type} ${state}`
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

import { DatabaseError } from '../engine/database-error.ts'
import { ShinyException, SiteException } from '../orm/site-exception.ts'
import { jsonString } from '../php/json-text.ts'
import type { JsonText } from '../php/json-text.ts'

/** What a request is answered, before the network gets hold of it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** How many entities the body lists: they cost time (F39). */
  readonly rows: number
  /** For faults: the same list with fewer entities. */
  readonly shorter?: (keep: number) => string
}

export const JSON_TYPE = 'application/json'
export const HTML_TYPE = 'text/html; charset=UTF-8'
/** Every answer of the v1 interface is open to any origin (F8). */
export const OPEN_ORIGIN = { 'access-control-allow-origin': '*' } as const

const envelope = (status: string, messages: JsonText, data: JsonText): JsonText =>
  `{"status":"${status}","meta":{"request":{}},"messages":${messages},"data":${data}}`

export function okBody(data: JsonText): JsonText {
  return envelope('ok', '{}', data)
}

/** Success as the v1 interface answers it (F4). */
export function ok(data: JsonText, headers: Readonly<Record<string, string>> = OPEN_ORIGIN): Answer {
  return { status: 200, headers: { ...headers, 'content-type': JSON_TYPE }, body: okBody(data), rows: 0 }
}

function failed(status: number, message: string): Answer {
  const body = envelope('error', `{"error":{"0":${jsonString(message)}}}`, '{}')
  return { status, headers: { ...OPEN_ORIGIN, 'content-type': JSON_TYPE }, body, rows: 0 }
}

/** Text instead of JSON: for what the interfaces cannot handle at all (F5). */
export function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...headers, 'content-type': HTML_TYPE }, body: text, rows: 0 }
}

export function exceptionText(type: string, message: string): string {
  return `Exception of type "${type}" with message "${message}"`
}

function describe(error: unknown): string {
  if (error instanceof SiteException) return exceptionText(error.type, error.message)
  if (error instanceof DatabaseError) return exceptionText(error.exception, error.message)
  throw error
}

/** An exception inside the v1 interface, as JSON (F5). */
export function refused(error: unknown): Answer {
  if (error instanceof ShinyException) return failed(error.status ?? 400, error.message)
  return failed(400, describe(error))
}

/** An exception outside of it, as plain text (F5). */
export function refusedPlainly(error: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return plain(400, describe(error), headers)
}

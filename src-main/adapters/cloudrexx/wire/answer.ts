import { BadAnswer } from '../errors/bad-answer.ts'
import { FailedAttempt } from '../errors/failure.ts'
import { refusalOf } from '../errors/refusal.ts'
import type { RawAnswer } from '../http/transport.ts'
import { parseJson } from './json.ts'

/** A proper success (F4). `allow` is the header of OPTIONS, `date` the site's own clock, `bytes` the size of the body. */
export interface OkAnswer {
  readonly status: number
  readonly data: unknown
  readonly allow: string
  readonly date: string | null
  readonly bytes: number
}

/** The success that an answer is, or a `FailedAttempt` that says why it is none. */
export function readAnswer(answer: RawAnswer, asked: { method: string; endpoint: string }): OkAnswer {
  const allow = answer.header('allow') ?? ''
  const date = answer.header('date')
  const { status, bytes } = answer
  if (asked.method === 'OPTIONS' && (answer.status === 204 || answer.status === 200) && allow !== '') {
    return { status, data: null, allow, date, bytes }
  }
  const envelope = readEnvelope(answer)
  if (answer.status === 200 && envelope?.status === 'ok' && 'data' in envelope) {
    return { status, data: envelope.data, allow, date, bytes }
  }
  const message = envelope?.status === 'error' ? errorText(envelope.messages) : null
  throw new FailedAttempt(refusalOf(answer, message, asked))
}

function readEnvelope(answer: RawAnswer): Record<string, unknown> | null {
  // PHP writes no JSON out of anything but UTF-8: something between has spoiled it.
  if (!answer.isText) return null
  const start = answer.body.trimStart().charCodeAt(0)
  if (start !== 123) return null
  try {
    const value = parseJson(answer.body)
    return isRecord(value) ? value : null
  } catch (thrown) {
    if (thrown instanceof BadAnswer) return null
    throw thrown
  }
}

/** `messages.error["0"]`, which may be empty (F5). */
function errorText(messages: unknown): string | null {
  const errors = isRecord(messages) ? messages['error'] : null
  if (typeof errors !== 'object' || errors === null) return null
  const first: unknown = Object.values(errors)[0]
  return typeof first === 'string' ? first : null
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One row of a list as it came, under its key. */
export type Keyed = readonly [key: string, record: Record<string, unknown>]

/** The rows of a list, keyed by id (F4). Anything but an object is no list: it must not be read as 'nothing there'. */
export function listOf(data: unknown): Keyed[] {
  if (!isRecord(data)) throw new BadAnswer('a list that is none')
  return Object.entries(data).map(pair => {
    if (!isRecord(pair[1])) throw new BadAnswer('a list with something else than records')
    return pair as Keyed
  })
}

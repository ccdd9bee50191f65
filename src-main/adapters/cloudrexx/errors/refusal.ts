import type { RawAnswer } from '../http/transport.ts'
import type { Failure, FailureCause } from './failure.ts'
import { meaningOf, readException } from './exception.ts'
import { redact } from './redactor.ts'
import { retryAfterMs } from './retry-after.ts'

/** The part of a request that decides what a refusal means. */
interface Asked {
  /** `rexxfleet-apikey` answers a key that exists already with an empty message (F5). */
  readonly endpoint: string
  readonly method: string
}

const longestText = 4_000

/** Why an answer that is no proper success is none (F5). `message` is the site's own error text where the body is JSON. */
export function refusalOf(answer: RawAnswer, message: string | null, asked: Asked): Failure {
  const { status } = answer
  const html = /^\s*(<!doctype|<html|<\?xml|<head|<body)/i.test(answer.body)
  const text = redact(message ?? (html ? titleOf(answer.body) : answer.body)).slice(0, longestText)
  const base = { status, text }
  if (/Maintenance Mode|Wartungsmodus/i.test(answer.body) && status >= 500) {
    return { ...base, cause: 'said', code: 'site-maintenance', nothingWritten: false }
  }
  if (status === 429 || status === 503) {
    const wait = retryAfterMs(answer.header('retry-after'), Date.now())
    const asked = wait === null ? {} : { retryAfterMs: wait }
    return { ...base, ...asked, cause: 'busy', code: 'site-busy', nothingWritten: true }
  }
  if (status === 403 || status === 401) {
    const details = { accessDenied: message !== null }
    return { ...base, cause: 'said', code: 'site-refused', nothingWritten: true, details }
  }
  if (status >= 300 && status < 400) return redirect(base, answer)
  if (status === 504) return badly(base, 'timeout', 'site-timeout')
  if (status === 502) return badly(base, 'gateway', 'site-unreachable')
  if (message === '' && asked.endpoint === 'rexxfleet-apikey') {
    return { ...base, cause: 'said', code: 'name-taken', nothingWritten: true }
  }
  const exception = readException(message ?? answer.body)
  if (exception && status >= 400) {
    const details = { exception: exception.type }
    return {
      ...base,
      cause: 'said',
      ...meaningOf(exception),
      text: redact(exception.message).slice(0, longestText),
      details
    }
  }
  // PHP writes no JSON with a text that is no UTF-8, and Cloudrexx sends what it got instead: nothing.
  if (asked.method === 'GET' && status === 200 && answer.body.trim() === '')
    return { ...badly(base, 'garbled', 'site-answer-empty'), details: { endpoint: asked.endpoint } }
  return badly(base, message === null ? 'garbled' : 'said', 'site-answered-badly')
}

function badly(
  base: Pick<Failure, 'status' | 'text'>,
  cause: FailureCause,
  code: 'site-timeout' | 'site-unreachable' | 'site-answered-badly' | 'site-answer-empty'
): Failure {
  return { ...base, cause, code, nothingWritten: false }
}

function redirect(base: Pick<Failure, 'status' | 'text'>, answer: RawAnswer): Failure {
  const to = redact(answer.header('location') ?? '').replace(/[?#].*$/s, '')
  return { ...base, cause: 'said', code: 'address-redirects', nothingWritten: true, details: { to } }
}

/** Of a web page only its title is worth showing. */
function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{0,200})/i.exec(html.slice(0, 20_000))?.[1]?.trim()
  return title === undefined || title === '' ? 'a web page' : `a web page, '${title}'`
}

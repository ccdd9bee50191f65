import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { performance } from 'node:perf_hooks'
import { refusePlainHttp, siteAddress } from '../../../core/fleet/address.ts'
import { managementEndpoint } from '../../../core/fleet/management.ts'
import type { AddressProber } from '../../../core/fleet/site-access.ts'
import { AppError } from '../../../core/shared/app-error.ts'
import { adviceFor } from '../errors/advice.ts'
import type { Failure } from '../errors/failure.ts'
import { FailedAttempt } from '../errors/failure.ts'
import { createBudget } from '../http/budget.ts'
import type { RawAnswer } from '../http/transport.ts'
import { exchange } from '../http/transport.ts'
import { readAnswer } from '../wire/answer.ts'
import { mainDomainHints } from './main-domain.ts'

const apiPath = `/api/v1/json/${managementEndpoint('host')}`
/** Home pages are looked at for one link near their beginning. */
const longestPage = 1024 * 1024

export interface AddressProberDeps {
  /** Time for the whole look. Default 8,000. */
  readonly budgetMs?: number
}

/** Looks at addresses without any key: nothing secret is at stake before it is known what is there. */
export function createAddressProber({ budgetMs = 8_000 }: AddressProberDeps = {}): AddressProber {
  return {
    async probe(typed, { allowHttp, signal }) {
      const baseUrl = siteAddress(typed)
      refusePlainHttp(baseUrl, allowHttp)
      const budget = createBudget(budgetMs, signal)
      const agents = { http: new HttpAgent(), https: new HttpsAgent() }
      const get = (url: string): Promise<RawAnswer> =>
        exchange({
          method: 'GET',
          url,
          body: null,
          headers: { Accept: 'application/json, text/html', 'User-Agent': 'Rexxfleet' },
          agents,
          signal: budget.signal,
          maxBytes: longestPage
        })
      try {
        const started = performance.now()
        const answer = await get(baseUrl + apiPath)
        const latencyMs = Math.round(performance.now() - started)
        expectCloudrexx(answer, baseUrl)
        return { baseUrl, latencyMs, mainDomainHints: await mainDomainHints(baseUrl, get) }
      } catch (thrown) {
        if (thrown instanceof FailedAttempt) throw addressError(budget.explain(thrown.failure), baseUrl)
        throw thrown
      } finally {
        budget.end()
        agents.http.destroy()
        agents.https.destroy()
      }
    }
  }
}

/**
 * A Cloudrexx turns away a request without a key with 403 and its own JSON (F5); before its enrolment the endpoint is not even known to
 * it, and it says so with 400.
 */
function expectCloudrexx(answer: RawAnswer, baseUrl: string): void {
  let failure: Failure
  try {
    readAnswer(answer, { method: 'GET', endpoint: '' })
    throw new FailedAttempt(notASite(answer.status))
  } catch (thrown) {
    if (!(thrown instanceof FailedAttempt)) throw thrown
    failure = thrown.failure
  }
  if (failure.code === 'site-refused' && failure.text === 'Access denied' && failure.status === 403) return
  if (failure.status === 400 && failure.text.includes('No such DataSource')) return
  if (failure.code === 'address-redirects') throw redirectError(answer, baseUrl)
  const passing =
    failure.code === 'site-maintenance' || failure.code === 'site-busy' || failure.cause === 'gateway'
  throw new FailedAttempt(passing ? failure : notASite(answer.status))
}

function notASite(status: number): Failure {
  return { cause: 'said', code: 'address-not-a-site', status, text: '', nothingWritten: true }
}

/** Where the address leads to; not followed, since it is for a person to say that this other host is the site. */
function redirectError(answer: RawAnswer, baseUrl: string): AppError {
  const location = answer.header('location') ?? ''
  const target = URL.canParse(location, baseUrl + apiPath) ? new URL(location, baseUrl + apiPath) : null
  if (target === null || (target.protocol !== 'https:' && target.protocol !== 'http:')) {
    return new AppError('address-not-a-site', `${baseUrl} redirects to nowhere.`, { address: baseUrl })
  }
  const path = target.pathname.endsWith(apiPath) ? target.pathname.slice(0, -apiPath.length) : target.pathname
  const to = target.origin + path.replace(/\/+$/, '')
  return new AppError(
    'address-redirects',
    `${baseUrl} redirects to ${to}. Use that address if it is the same site.`,
    {
      address: baseUrl,
      to
    }
  )
}

function addressError(failure: Failure, baseUrl: string): AppError {
  const message =
    failure.code === 'address-not-a-site'
      ? `There is no Cloudrexx with its REST interface at ${baseUrl}. Check the address, and that /api/ is not blocked.`
      : adviceFor(failure, baseUrl)
  return new AppError(failure.code, message, {
    address: baseUrl,
    status: failure.status,
    siteMessage: failure.text === '' ? null : failure.text,
    ...failure.details,
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs })
  })
}

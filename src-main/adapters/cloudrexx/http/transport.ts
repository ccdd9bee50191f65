import type { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import type { Readable } from 'node:stream'
import type { AxiosInstance } from 'axios'
import { FailedAttempt } from '../errors/failure.ts'
import { networkFailure } from '../errors/network.ts'
import { readBody } from './body.ts'

/** What came back, whatever its status. */
export interface RawAnswer {
  readonly status: number
  readonly body: string
  /** False where the bytes are no UTF-8: then `body` is not what the site meant. */
  readonly isText: boolean
  readonly bytes: number
  header(name: string): string | null
}

export interface Agents {
  readonly http: HttpAgent
  readonly https: HttpsAgent
}

/** One exchange. `url` may hold a key, and so must never be kept. */
export interface Outgoing {
  readonly method: string
  readonly url: string
  readonly body: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly agents: Agents
  readonly signal: AbortSignal
  readonly maxBytes: number
}

/**
 * Redirects are not followed, since the key would go along. Proxies of the environment are not used: they would be told
 * the address with the key in it.
 */
async function newClient(): Promise<AxiosInstance> {
  const { default: axios } = await import('axios')
  return axios.create({
    adapter: 'http',
    maxRedirects: 0,
    proxy: false,
    responseType: 'stream',
    decompress: true,
    maxBodyLength: Infinity,
    validateStatus: null,
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data]
  })
}

/** Made with the first request: axios takes a tenth of a start to load, and no list of sites needs it. */
let client: Promise<AxiosInstance> | null = null

/** Loads what requests are sent with. Whoever has a budget for answers waits for this first: a slow start is no slow site. */
export async function loadClient(): Promise<AxiosInstance> {
  return await (client ??= newClient())
}

/** Sends a request once. Fails with `FailedAttempt`; axios's own errors, which hold the address, end here. */
export async function exchange(out: Outgoing): Promise<RawAnswer> {
  const axios = await loadClient()
  let answer, body
  try {
    answer = await axios.request<Readable>({
      method: out.method,
      url: out.url,
      data: out.body ?? undefined,
      headers: out.headers,
      httpAgent: out.agents.http,
      httpsAgent: out.agents.https,
      signal: out.signal
    })
    body = await readBody(answer.data, out.maxBytes)
  } catch (thrown) {
    throw new FailedAttempt(networkFailure(thrown))
  }
  const { status, headers } = answer
  return {
    status,
    body: body.text,
    isText: body.isText,
    bytes: body.bytes,
    header(name) {
      const value: unknown = headers[name]
      return typeof value === 'string' ? value : null
    }
  }
}

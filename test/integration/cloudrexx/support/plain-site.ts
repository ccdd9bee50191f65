import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
  readonly headers: IncomingMessage['headers']
}

export type Answerer = (seen: Seen, response: ServerResponse) => void | Promise<void>

/** A bare HTTP server that answers as a test says, and remembers what it saw. */
export interface PlainSite {
  readonly url: string
  readonly seen: Seen[]
  connections(): number
  maxParallel(): number
  answer(answerer: Answerer): void
  close(): Promise<void>
}

export async function startPlainSite(
  first: Answerer = (_, response) => ok(response, {})
): Promise<PlainSite> {
  const seen: Seen[] = []
  let answerer = first
  let connections = 0
  let parallel = 0
  let most = 0
  const server = createServer((request, response) => {
    parallel++
    most = Math.max(most, parallel)
    response.once('close', () => parallel--)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://x')
      const one: Seen = {
        method: request.method ?? '',
        url: request.url ?? '',
        path: url.pathname,
        query: url.searchParams,
        body: Buffer.concat(chunks).toString('utf8'),
        headers: request.headers
      }
      seen.push(one)
      void answerer(one, response)
    })
  })
  server.on('connection', () => connections++)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    connections: () => connections,
    maxParallel: () => most,
    answer: next => (answerer = next),
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}

/** A success as Cloudrexx writes it (F4). */
export function ok(response: ServerResponse, data: unknown): void {
  json(response, 200, { status: 'ok', meta: { request: {} }, messages: {}, data })
}

/** A refusal as Cloudrexx writes it (F5). */
export function refuse(response: ServerResponse, status: number, message: string): void {
  json(response, status, {
    status: 'error',
    meta: { request: {} },
    messages: { error: { 0: message } },
    data: {}
  })
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

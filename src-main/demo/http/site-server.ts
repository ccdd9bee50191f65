import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FatalError } from '../orm/site-exception.ts'
import { HTML_TYPE, JSON_TYPE, okBody, OPEN_ORIGIN } from '../rest/answer.ts'
import type { Answer } from '../rest/answer.ts'
import { answerCommand } from '../rest/command-mode.ts'
import { readRequest } from '../rest/site-request.ts'
import type { SiteRequest } from '../rest/site-request.ts'
import type { Site } from '../site.ts'
import type { Fault, LoggedRequest } from '../site-double-types.ts'
import type { FaultList } from './fault-list.ts'
import { MAINTENANCE_PAGE, sitePage } from './pages.ts'
import type { RequestLog } from './request-log.ts'
import { RequestTiming } from './timing.ts'

export interface SiteServerOptions {
  readonly site: Site
  readonly faults: FaultList
  readonly log: RequestLog
  readonly costPerRowMicros: number
  /** A page of the website was asked for: where commands may be run, this starts a push (F27, F28). */
  readonly onPage: () => void
}

/** Knows the request that is being worked on, so that its steps can be spread over its time. */
export const currentTiming = new AsyncLocalStorage<RequestTiming>()

const arrivals = new WeakMap<IncomingMessage, number>()

/** The HTTP face of a site: one handler for everything, with the faults that were asked for. */
export function createSiteServer(options: SiteServerOptions): FastifyInstance {
  const server = Fastify({
    bodyLimit: 64 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 10_000, ignoreTrailingSlash: false },
    exposeHeadRoutes: false
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.server.on('connection', () => options.log.connections++)
  // latency counts from the first byte: reading and parsing the request is part of it
  server.server.prependListener('request', raw => arrivals.set(raw, performance.now()))
  server.setNotFoundHandler((request, reply) => {
    reply.hijack()
    void serve(options, request, reply)
  })
  return server
}

async function serve(
  options: SiteServerOptions,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<void> {
  const { faults, log } = options
  const timing = new RequestTiming(faults.latencyMs, arrivals.get(request.raw))
  const at = new Date().toISOString()
  const { method } = request
  const path = request.raw.url ?? '/'
  const referrer = request.headers['referrer']
  const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
  const read = readRequest(method, path, body, typeof referrer === 'string' ? referrer : undefined)
  const place = placeOf(read)
  const entity = place.face === 'sync' ? `${read.referrer ?? ''} ${place.endpoint}/${place.id}` : undefined
  log.begin(entity)
  const done = (status: number, bytes: number): void => {
    const ms = Math.round(timing.elapsedMs * 10) / 10
    log.end(entity, { at, method, path, ...place, referrer: read.referrer ?? null, status, bytes, ms })
  }
  const fault = faults.take(method, path)
  const { raw } = reply
  try {
    const answer = beforeWork(fault) ?? (await currentTiming.run(timing, () => work(options, read, path)))
    if (fault?.kind === 'hang') {
      raw.once('close', () => done(0, 0))
      return
    }
    if (fault?.kind === 'slow') await timing.settle(fault.ms)
    await timing.settle((answer.rows * options.costPerRowMicros) / 1000)
    if (fault?.kind === 'cut' || fault?.kind === 'lost-answer') {
      raw.socket?.resetAndDestroy()
      done(0, 0)
      return
    }
    done(answer.status, send(raw, method, spoiled(answer, fault), fault?.kind))
  } catch (error) {
    // PHP ended (an empty 500), or the double itself has a fault: then it says so on its own process
    if (!(error instanceof FatalError)) process.emitWarning(error instanceof Error ? error : String(error))
    const broken = { status: 500, headers: { 'content-type': HTML_TYPE }, body: '', rows: 0 }
    done(500, send(raw, method, broken))
  }
}

async function work(
  { site, faults, onPage }: SiteServerOptions,
  request: SiteRequest,
  path: string
): Promise<Answer> {
  if (!site.databaseUp || faults.inMaintenance) return MAINTENANCE_PAGE
  if (request.command) return answerCommand(site, request, request.command)
  onPage()
  return sitePage(site.mainDomain, path)
}

/** Faults that keep the request from being carried out. */
function beforeWork(fault: Fault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case 'hang':
    case 'cut':
      return { status: 0, headers: {}, body: '', rows: 0 }
    case 'status':
      return {
        status: fault.status,
        headers: { 'content-type': HTML_TYPE, ...fault.headers },
        body: fault.body ?? '',
        rows: 0
      }
    case 'html':
      return {
        status: 200,
        headers: { 'content-type': HTML_TYPE },
        body: '<!DOCTYPE html><html><body>Just a moment…</body></html>',
        rows: 0
      }
    case 'empty':
      return {
        status: 200,
        headers: { ...OPEN_ORIGIN, 'content-type': JSON_TYPE },
        body: okBody('{}'),
        rows: 0
      }
    default:
      return undefined
  }
}

function spoiled(answer: Answer, fault: Fault | undefined): Answer {
  if (fault?.kind !== 'short-page' || !answer.shorter) return answer
  return { ...answer, body: answer.shorter(Math.floor(fault.keep ?? answer.rows / 2)) }
}

function send(raw: ServerResponse, method: string, answer: Answer, fault?: Fault['kind']): number {
  if (raw.destroyed) return 0
  const body = Buffer.from(method === 'HEAD' ? '' : answer.body)
  // The last letter of the last text: what stands around it is as it was.
  const letter = body.toString('latin1').search(/[a-z](?=[^a-z]*$)/)
  if (fault === 'invalid-utf8' && letter >= 0) body[letter] = 0xff
  raw.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status === 204 ? {} : { 'content-length': body.length })
  })
  if (fault !== 'truncate') {
    raw.end(body)
    return body.length
  }
  const half = body.subarray(0, Math.max(1, Math.floor(body.length / 2)))
  raw.write(half, () => raw.socket?.resetAndDestroy())
  return half.length
}

function placeOf(request: SiteRequest): Pick<LoggedRequest, 'face' | 'endpoint' | 'id'> {
  const [name, ...path] = request.command ?? []
  const face = name === 'sync' ? 'sync' : name === 'v1' ? 'v1' : 'other'
  if (face === 'other') return { face, endpoint: '', id: '' }
  const [endpoint = '', ...ids] = path.slice(face === 'sync' ? 2 : 1)
  return { face, endpoint, id: ids.join('/') }
}

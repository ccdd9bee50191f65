import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contentSecurityPolicy, guardHeaders, makeNonce } from '../window-page.ts'
import { answer, failure, plainPage } from './answers.ts'
import { refusal, refusalText } from './gate.ts'
import { sessionRate, strangersRate } from './rate.ts'
import type { Session } from './session.ts'

export const launchPath = '/launch'
export const apiPath = '/api/'
export const healthPath = '/healthz'
export const metricsPath = '/metrics'
const openPaths: readonly string[] = [launchPath, healthPath, metricsPath]

/** The address without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}

function setHeaders(reply: FastifyReply, nonce: string): void {
  reply.headers({
    ...guardHeaders,
    'content-security-policy': contentSecurityPolicy(nonce, { connect: true }),
    'cache-control': 'no-store'
  })
}

/** Puts the gate before every route, and the guarding headers on every answer, refusals included. */
export function guard(app: FastifyInstance, session: Session, port: () => number): void {
  closeRefusedUpgrades(app)
  const strangers = strangersRate()
  const guests = sessionRate()
  app.decorateRequest('nonce', '')
  app.addHook('onRequest', async (request, reply) => {
    request.nonce = makeNonce()
    setHeaders(reply, request.nonce)
    const hasSession = session.isOn(request, port())
    const path = pathOf(request)
    // The launch link counts its own guesses: a flood elsewhere must not keep its owner out.
    if (path !== launchPath && !(hasSession ? guests : strangers).take())
      return plainPage(reply.header('retry-after', '10'), 429, 'Too many requests. Wait a moment.')
    const why = refusal(
      {
        host: request.headers.host,
        origin: request.headers.origin,
        method: request.method,
        upgrade: request.headers.upgrade !== undefined,
        open: openPaths.includes(path),
        hasSession
      },
      port()
    )
    if (!why) return undefined
    const forPeople = request.method === 'GET' && !path.startsWith(apiPath)
    return forPeople
      ? plainPage(reply, 403, refusalText[why])
      : answer(reply, failure('door-refused', refusalText[why]))
  })
}

/** A refused upgrade leaves a socket that nobody looks after: it has to be closed by hand, or the door could never close. */
function closeRefusedUpgrades(app: FastifyInstance): void {
  app.addHook('onResponse', async request => {
    if (request.headers.upgrade !== undefined) request.raw.socket.destroySoon()
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Lets the styles of this one load of the page through its policy. */
    nonce: string
  }
}

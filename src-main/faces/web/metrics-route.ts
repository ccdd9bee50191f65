import type { FastifyInstance, FastifyRequest } from 'fastify'
import { prometheusText, prometheusType } from '../../app/metrics/prometheus-text.ts'
import type { Program } from '../../contract/door.ts'
import { asAppError } from '../../core/shared/app-error.ts'
import { answer, failure, plainPage } from './answers.ts'
import { metricsPath } from './guard.ts'
import { sameSecret } from './launch-token.ts'
import { Rate } from './rate.ts'

function bearer(request: FastifyRequest): string | null {
  return /^Bearer ([\w-]{32,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** The fleet in numbers, for Prometheus. Whoever has the token or the window's session may read them. */
export function metricsRoute(
  app: FastifyInstance,
  program: Program,
  token: string | null,
  hasSession: (request: FastifyRequest) => boolean
): void {
  const guesses = new Rate(10, 1 / 6)
  const mayRead = (request: FastifyRequest): boolean => {
    const given = bearer(request)
    return hasSession(request) || (token !== null && given !== null && sameSecret(given, token))
  }
  app.get(metricsPath, async (request, reply) => {
    if (!mayRead(request))
      return guesses.take()
        ? plainPage(reply.header('www-authenticate', 'Bearer'), 401, 'The metrics need their token.')
        : plainPage(reply.header('retry-after', '60'), 429, 'Too many wrong tokens. Wait a minute.')
    try {
      return reply.type(prometheusType).send(prometheusText(await program.call('app.metrics', {})))
    } catch (thrown) {
      const { code, message } = asAppError(thrown)
      return answer(reply, failure(code, message))
    }
  })
}

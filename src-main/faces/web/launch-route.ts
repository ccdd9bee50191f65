import type { FastifyInstance } from 'fastify'
import { plainPage } from './answers.ts'
import { refusalText } from './gate.ts'
import { launchPath } from './guard.ts'
import type { LaunchToken } from './launch-token.ts'
import type { Session } from './session.ts'

/** Turns the one-time token of the printed link into the cookie that everything else asks for. */
export function launchRoute(
  app: FastifyInstance,
  token: LaunchToken,
  session: Session,
  port: () => number
): void {
  // Programs that only look at a link (HEAD) must not use it up.
  app.get<{ Querystring: { token?: unknown } }>(
    launchPath,
    { exposeHeadRoute: false },
    async (request, reply) => {
      if (session.isOn(request, port())) return reply.redirect('/', 303)
      const guess = request.query.token
      const redeemed = token.redeem(typeof guess === 'string' ? guess : '')
      if (redeemed === 'limited')
        return plainPage(
          reply.header('retry-after', '60'),
          429,
          'Too many wrong links. Wait a minute and try again.'
        )
      if (redeemed === 'wrong') return plainPage(reply, 403, refusalText.session)
      const { name, value } = session.cookie(port())
      return reply
        .setCookie(name, value, { httpOnly: true, sameSite: 'strict', path: '/' })
        .redirect('/', 303)
    }
  )
}

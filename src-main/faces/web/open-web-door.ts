/** The door for a browser: a server that only this computer reaches, and only with the link that was printed. */
import cookie from '@fastify/cookie'
import websocket from '@fastify/websocket'
import fastify, { type FastifyInstance } from 'fastify'
import type { Program } from '../../contract/door.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { callRoute } from './call-route.ts'
import { eventsRoute } from './events-route.ts'
import { faviconRoute } from './favicon-route.ts'
import { answerFaults } from './faults.ts'
import { guard, launchPath } from './guard.ts'
import { healthRoute } from './health-route.ts'
import { launchRoute } from './launch-route.ts'
import { LaunchToken } from './launch-token.ts'
import { metricsRoute } from './metrics-route.ts'
import { metricsToken } from './metrics-token.ts'
import { Session } from './session.ts'
import { windowRoute } from './window-route.ts'

export interface WebDoorOptions {
  /** 0 or left out: any that is free. */
  readonly port?: number
  /** The folder of the built window. */
  readonly windowFiles: string
  /** No window and no calls: nothing but health and metrics, and so nothing to break into. */
  readonly headless?: boolean
  /** Where the token for /metrics lies, or shall lie. Without it only the window's session reads them. */
  readonly metricsTokenFile?: string
}

export interface WebDoor {
  /** With the one-time token: whoever opens it first is in. Null where there is no window. */
  readonly url: string | null
  readonly origin: string
  readonly port: number
  close(): Promise<void>
}

/** Room for the longest input that the contract allows: 10,000 ids. */
const bodyLimit = 4 * 1024 * 1024

/** Says goodbye to the windows, and waits only a moment for their answer. */
function endConnections(app: FastifyInstance): void {
  for (const client of app.websocketServer.clients) {
    client.close(1001)
    setTimeout(() => client.terminate(), 500).unref()
  }
}

async function listen(app: FastifyInstance, port: number): Promise<number> {
  try {
    await app.listen({ host: '127.0.0.1', port })
  } catch (error) {
    throw new AppError(
      'door-refused',
      `The web door cannot open at port ${port}: another program may be using it. Choose another one with --port, or leave it out.`,
      { port },
      { cause: error }
    )
  }
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : port
}

export async function openWebDoor(program: Program, options: WebDoorOptions): Promise<WebDoor> {
  const app = fastify({ bodyLimit, forceCloseConnections: true, logger: false })
  const token = new LaunchToken()
  const session = new Session()
  let port = options.port ?? 0
  const currentPort = (): number => port

  // Only JSON is read: a form on another site's page cannot send that without asking first.
  app.removeContentTypeParser('text/plain')
  await app.register(cookie)
  guard(app, session, currentPort)
  await app.register(websocket, { options: { maxPayload: 1024, perMessageDeflate: false } })
  answerFaults(app)
  const { headless = false, metricsTokenFile } = options
  healthRoute(app, program)
  metricsRoute(app, program, metricsTokenFile ? metricsToken(metricsTokenFile) : null, request =>
    session.isOn(request, port)
  )
  if (!headless) {
    launchRoute(app, token, session, currentPort)
    callRoute(app, program)
    eventsRoute(app, program)
    faviconRoute(app)
    windowRoute(app, options.windowFiles)
  }
  port = await listen(app, port)

  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    port,
    url: headless ? null : `${origin}${launchPath}?token=${token.text}`,
    close: async () => {
      endConnections(app)
      await app.close()
    }
  }
}

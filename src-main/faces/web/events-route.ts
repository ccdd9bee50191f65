import type { FastifyInstance } from 'fastify'
import type { Program } from '../../contract/door.ts'
import { answer, failure } from './answers.ts'
import { EventOutbox } from './event-outbox.ts'
import { apiPath } from './guard.ts'

/** Each window listens once. */
const mostWindows = 32

/** What changes, as it changes. The window only listens: a message from it ends the connection. */
export function eventsRoute(app: FastifyInstance, program: Program): void {
  app.route({
    method: 'GET',
    url: `${apiPath}events`,
    handler: async (_request, reply) =>
      answer(reply, failure('invalid-input', 'Events come over a WebSocket only.'), 426),
    wsHandler: socket => {
      if (app.websocketServer.clients.size > mostWindows) return socket.close(1013, 'too many windows')
      const outbox = new EventOutbox(socket)
      const stop = program.listen(message => outbox.push(message))
      socket.on('close', stop)
      socket.on('error', () => socket.terminate())
      socket.on('message', () => socket.close(1008, 'nothing is expected here'))
    }
  })
}

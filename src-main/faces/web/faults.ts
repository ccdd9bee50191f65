import type { FastifyError, FastifyInstance } from 'fastify'
import { answer, failure } from './answers.ts'

function statusOf(error: FastifyError): number {
  return error.statusCode !== undefined && error.statusCode >= 400 ? error.statusCode : 500
}

/** What goes wrong before a call is reached, as the same envelope as everything else. */
export function answerFaults(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = statusOf(error)
    const told =
      status < 500
        ? failure('invalid-input', `The request cannot be read: ${error.message}`)
        : failure('internal', 'Something went wrong inside Rexxfleet.')
    return answer(reply, told, status)
  })
  app.setNotFoundHandler((_request, reply) =>
    answer(reply, failure('invalid-input', 'There is nothing at this address.'), 404)
  )
}

import type { FastifyInstance } from 'fastify'
import type { Program } from '../../contract/door.ts'
import { answer } from './answers.ts'
import { apiPath } from './guard.ts'

/** Every call of the contract, at an address of its name. Names and inputs are checked by the program itself. */
export function callRoute(app: FastifyInstance, program: Program): void {
  app.post<{ Params: { name: string } }>(`${apiPath}call/:name`, async (request, reply) =>
    answer(reply, await program.invoke(request.params.name, request.body))
  )
}

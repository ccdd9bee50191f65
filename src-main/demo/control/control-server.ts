import { timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { SiteDouble } from '../site-double-types.ts'
import { runCommand } from './commands.ts'
import type { Command } from './commands.ts'

/** The double's back door for tests in other processes: on a port of its own, for whoever knows the token. */
export interface ControlServer {
  readonly url: string
  close(): Promise<void>
}

export async function openControl(double: SiteDouble, token: string): Promise<ControlServer> {
  const server = Fastify({ bodyLimit: 256 * 1024 * 1024, forceCloseConnections: true })
  const expected = Buffer.from(token)
  server.post('/__double', async (request, reply) => {
    const given = Buffer.from(String(request.headers['x-double-token'] ?? ''))
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(403).send()
    try {
      return await reply.send({ ok: true, result: await runCommand(double, request.body as Command) })
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      return reply.send({ ok: false, name, message })
    }
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/__double`, close: () => server.close() }
}

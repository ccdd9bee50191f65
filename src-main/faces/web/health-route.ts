import type { FastifyInstance } from 'fastify'
import type { Program } from '../../contract/door.ts'
import { healthPath } from './guard.ts'

/** How long an answer holds: whoever asks more often costs nothing more. */
const freshMs = 1000

/** Whether the program works, for a supervisor: it reads from the store and says nothing about it. Open to this computer. */
export function healthRoute(app: FastifyInstance, program: Program): void {
  let asked: { at: number; ok: Promise<boolean> } | null = null
  const isWell = (): Promise<boolean> => {
    const now = performance.now()
    if (!asked || now - asked.at > freshMs)
      asked = { at: now, ok: program.invoke('settings.get', {}).then(result => result.ok) }
    return asked.ok
  }
  app.get(healthPath, async (_request, reply) => {
    const ok = await isWell()
    return reply.code(ok ? 200 : 503).send({ status: ok ? 'ok' : 'failing' })
  })
}

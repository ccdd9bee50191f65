import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { windowFile } from '../window-files.ts'
import { isHashedAsset, pageWithNonce } from '../window-page.ts'
import { plainPage } from './answers.ts'
import { pathOf } from './guard.ts'

const yearOfSeconds = 31_536_000

/** The built window: its page with a fresh nonce, and its files. */
export function windowRoute(app: FastifyInstance, windowFiles: string): void {
  app.get('/', async (request, reply) => {
    const page = await readFile(join(windowFiles, 'index.html'), 'utf8').catch(() => null)
    if (page === null) return plainPage(reply, 503, 'The window is not built. Run: npm run build')
    return reply.type('text/html; charset=utf-8').send(pageWithNonce(page, request.nonce))
  })
  app.get('/index.html', async (_request, reply) => reply.redirect('/', 303))
  app.get('/*', async (request, reply) => {
    const path = pathOf(request)
    const file = windowFile(path, windowFiles)
    const content = file && (await readFile(file.path).catch(() => null))
    if (!file || !content) return reply.callNotFound()
    if (isHashedAsset(path)) reply.header('cache-control', `private, max-age=${yearOfSeconds}, immutable`)
    return reply.type(file.type).send(content)
  })
}

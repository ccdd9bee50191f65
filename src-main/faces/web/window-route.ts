import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { isHashedAsset, pageWithNonce } from '../window-page.ts'
import { plainPage } from './answers.ts'

const yearOfSeconds = 31_536_000

/** The built window: its page with a fresh nonce, and its files. */
export async function windowRoute(app: FastifyInstance, windowFiles: string): Promise<void> {
  app.get('/', async (request, reply) => {
    const page = await readFile(join(windowFiles, 'index.html'), 'utf8').catch(() => null)
    if (page === null) return plainPage(reply, 503, 'The window is not built. Run: npm run build')
    return reply.type('text/html; charset=utf-8').send(pageWithNonce(page, request.nonce))
  })
  app.get('/index.html', async (_request, reply) => reply.redirect('/', 303))
  await app.register(fastifyStatic, {
    root: windowFiles,
    index: false,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      const name = path.slice(windowFiles.length).replaceAll('\\', '/')
      if (isHashedAsset(name))
        response.header('cache-control', `private, max-age=${yearOfSeconds}, immutable`)
    }
  })
}

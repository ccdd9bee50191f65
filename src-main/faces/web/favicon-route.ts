import type { FastifyInstance } from 'fastify'

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f6feb"/>' +
  '<path d="M10 16h12" stroke="#fff" stroke-width="2.5"/><circle cx="9" cy="16" r="4" fill="#fff"/>' +
  '<circle cx="23" cy="16" r="4" fill="#fff"/></svg>'

/** Browsers ask for it unasked; without an answer each load would leave an error on their console. */
export function faviconRoute(app: FastifyInstance): void {
  app.get('/favicon.ico', async (_request, reply) => reply.type('image/svg+xml').send(icon))
}

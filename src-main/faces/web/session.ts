import type { FastifyRequest } from 'fastify'
import { makeSecret, sameSecret } from './launch-token.ts'

/** The one browser session of a door. */
export class Session {
  readonly #secret = makeSecret()

  /** Cookies of 127.0.0.1 are shared by all its ports: the port in the name keeps two open doors apart. */
  cookie(port: number): { name: string; value: string } {
    return { name: `rexxfleet-${port}`, value: this.#secret }
  }

  isOn(request: FastifyRequest, port: number): boolean {
    const given = request.cookies[this.cookie(port).name]
    return given !== undefined && sameSecret(given, this.#secret)
  }
}

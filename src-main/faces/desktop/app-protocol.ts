/** Serves the built window as `app://rexxfleet/`: an origin of its own, unlike file://, and no server that others could reach. */
import { readFile } from 'node:fs/promises'
import type { CustomScheme } from 'electron'
import { windowFile } from '../window-files.ts'
import { contentSecurityPolicy, guardHeaders, makeNonce, pageWithNonce } from '../window-page.ts'
import { appHost, appScheme } from './channels.ts'

/** Has to be told before the app is ready. */
export const windowScheme: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
}

function answerWith(
  status: number,
  body: Uint8Array<ArrayBuffer> | string,
  type: string,
  nonce: string
): Response {
  return new Response(body, {
    status,
    headers: {
      ...guardHeaders,
      'content-security-policy': contentSecurityPolicy(nonce, { connect: false }),
      'content-type': type
    }
  })
}

/** The handler for Electron's `protocol.handle`. */
export function serveWindow(windowFiles: string): (request: Request) => Promise<Response> {
  return async request => {
    const nonce = makeNonce()
    const nothing = (status: number): Response => answerWith(status, '', 'text/plain', nonce)
    if (request.method !== 'GET') return nothing(405)
    const { host, pathname } = new URL(request.url)
    const file = host === appHost ? windowFile(pathname, windowFiles) : null
    if (!file) return nothing(404)
    const { path, type } = file
    try {
      const content = await readFile(path)
      if (!type.startsWith('text/html')) return answerWith(200, new Uint8Array(content), type, nonce)
      return answerWith(200, pageWithNonce(content.toString(), nonce), type, nonce)
    } catch {
      return nothing(404)
    }
  }
}

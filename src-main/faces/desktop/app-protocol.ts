/** Serves the built window as `app://rexxfleet/`: an origin of its own, unlike file://, and no server that others could reach. */
import { readFile } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { CustomScheme } from 'electron'
import { contentSecurityPolicy, guardHeaders, makeNonce, pageWithNonce } from '../window-page.ts'
import { appHost, appScheme } from './channels.ts'
import { contentType } from './content-types.ts'

/** Has to be told before the app is ready. */
export const windowScheme: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
}

/** The file that an address means; null for everything outside the window's folder. */
export function fileOf(address: URL, windowFiles: string): string | null {
  if (address.host !== appHost) return null
  let path: string
  try {
    path = decodeURIComponent(address.pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(windowFiles, path === '/' ? 'index.html' : path))
  return file.startsWith(windowFiles + sep) ? file : null
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
    const file = fileOf(new URL(request.url), windowFiles)
    const type = file && contentType(file)
    if (!file || !type) return nothing(404)
    try {
      const content = await readFile(file)
      if (!type.startsWith('text/html')) return answerWith(200, new Uint8Array(content), type, nonce)
      return answerWith(200, pageWithNonce(content.toString(), nonce), type, nonce)
    } catch {
      return nothing(404)
    }
  }
}

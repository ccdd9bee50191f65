/** Which files are the window's, whichever door serves it. */
import { extname, join, normalize, sep } from 'node:path'

export interface WindowFile {
  readonly path: string
  readonly type: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2'
}

/**
 * The file that an address's path means; null for everything outside the window's folder, for what is hidden, and for types that the
 * window has no business with. Whether there is such a file is not known yet.
 */
export function windowFile(pathname: string, windowFiles: string): WindowFile | null {
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (name.includes('\0') || name.includes('\\') || name.includes('/.')) return null
  const path = normalize(join(windowFiles, name === '/' ? 'index.html' : name))
  const type = types[extname(path).toLowerCase()]
  return path.startsWith(windowFiles + sep) && type !== undefined ? { path, type } : null
}

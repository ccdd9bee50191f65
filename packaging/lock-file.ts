/** What the lock file says about packages: it is read as data, so that nothing has to be installed for it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Locked {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  /** Where the package can be used at all; everywhere unless said. */
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

const root = join(import.meta.dirname, '..')
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))

export const manifest = read('package.json') as Manifest
export const locked = (read('package-lock.json') as { packages: Record<string, Locked> }).packages

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** Where Node would find a package that is asked for at `from`. */
function found(from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at ? `${at}/` : ''}node_modules/${name}`
    if (locked[path]) return path
    if (at === '') return null
    if (!at.includes('/node_modules/')) at = ''
    const atRoot = `node_modules/${name}`
    if (at === '') return locked[atRoot] ? atRoot : null
  }
}

/** The paths of these packages and of all that they need, in turn, without what is only asked for in vain. */
export function closure(names: readonly string[], without: readonly string[] = []): string[] {
  const paths = new Set<string>()
  const add = (from: string, name: string): void => {
    const path = found(from, name)
    if (path === null || paths.has(path)) return
    paths.add(path)
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = locked[path] ?? {}
    const peers = Object.keys(peerDependencies ?? {}).filter(peer => !peerDependenciesMeta?.[peer]?.optional)
    const needed = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
    for (const one of needed) if (!without.includes(one)) add(path, one)
  }
  for (const name of names) add('', name)
  return [...paths].sort()
}

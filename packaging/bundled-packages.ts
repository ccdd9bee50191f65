/** Which packages are in the bundles: asked of the bundler itself, since most of what a library depends on is left out of them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** The path in the lock file of the package that a module is of: `node_modules/ajv/node_modules/fast-uri`. Null for our own. */
export function packageOf(id: string): string | null {
  const path = id.replaceAll('\\', '/')
  return /(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+/.exec(path)?.[0].slice(0, -1) ?? null
}

/** Notes in a file of this folder, under the bundle's name, the packages of which something is in it. */
export function bundledPackages(folder: string, bundle: 'main' | 'preload' | 'renderer'): Plugin {
  return {
    name: 'bundled-packages',
    generateBundle(_options, output) {
      const modules = Object.values(output).flatMap(one =>
        one.type === 'chunk' ? Object.entries(one.modules) : []
      )
      // Styles are taken out of the chunk that asks for them.
      const there = modules.filter(([id, { renderedLength }]) => renderedLength > 0 || /\.css(\?|$)/.test(id))
      const paths = new Set(there.map(([id]) => packageOf(id)).filter(path => path !== null))
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${bundle}.json`), JSON.stringify([...paths].sort()))
    }
  }
}

/** The paths in the lock file of all packages in the bundles, as their builds noted. Fails where one was not built. */
export function builtOf(folder: string): string[] {
  const notes = existsSync(folder) ? readdirSync(folder) : []
  if (notes.length !== 3) throw new Error('What is in the bundles is known after a build: npm run build')
  const all = notes.flatMap(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as string[])
  return [...new Set(all)].sort()
}

import { isBuiltin } from 'node:module'
import type { Plugin } from 'vite'

const anImport = /^import (?:([\w$]+)(?:, )?)?(?:(\{[^}]*\})|\* as ([\w$]+))? ?from "([\w:/]+)";$/gm

/**
 * Takes Node's own modules by `process.getBuiltinModule` instead of by `import`: an imported one gets a facade with all of its names,
 * whoever asks for them, and that of `node:http` loads the whole of undici, an eighth of a start. For bundles that run on Node 24 and
 * Electron alone. `except`: files that have to be read by older ones.
 */
export function plainBuiltins(options: { readonly except: readonly string[] }): Plugin {
  return {
    name: 'plain-builtins',
    enforce: 'post',
    renderChunk(code, { fileName }) {
      if (options.except.includes(fileName)) return null
      const plain = code.replace(anImport, (whole, single, named, all, name: string) => {
        if (!isBuiltin(name)) return whole
        const module = `process.getBuiltinModule(${JSON.stringify(name)})`
        return [single, all, named?.replaceAll(' as ', ': ')]
          .filter(Boolean)
          .map(taken => `const ${taken} = ${module};`)
          .join(' ')
      })
      return { code: plain, map: null }
    }
  }
}

import { chmod } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { bundledPackages } from './packaging/bundled-packages.ts'
import { plainBuiltins } from './packaging/plain-builtins.ts'
import { noncePlaceholder } from './src-main/faces/window-page.ts'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Beside what is packed, so that it is in no package. */
const packages = at('out/packages')

/**
 * Naive UI makes its style elements while it runs, through css-render, which knows no nonces. Giving them the page's nonce lets the
 * policy do without 'unsafe-inline'. Fails the build when a new css-render looks different, rather than letting the window go bare.
 */
function stylesWithNonce(): Plugin {
  const made = "const el = document.createElement('style');"
  const nonce = `el.nonce = document.querySelector('meta[property="csp-nonce"]')?.nonce ?? '';`
  return {
    name: 'styles-with-nonce',
    transform(code, id) {
      if (!/css-render\/esm\/utils\.js/.test(id)) return null
      if (!code.includes(made)) throw new Error(`${id} makes its styles in another way than expected`)
      return { code: code.replace(made, `${made}\n    ${nonce}`), map: null }
    }
  }
}

/** What is common to all chunks, the window without its pages, and the list of sites, with which most days begin: fetched with the entry, not after it has run. */
const early = ['rolldown-runtime', 'window', 'first-page']

function preloadEarly(): Plugin {
  return {
    name: 'preload-early',
    transformIndexHtml(_html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).flatMap(one =>
        one.type === 'chunk' && early.includes(one.name) ? [one] : []
      )
      if (bundle && chunks.length !== early.length)
        throw new Error(`${chunks.length} chunks are named ${early.join(' or ')}`)
      const link = (rel: string, file: string): HtmlTagDescriptor => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `./${file}` },
        injectTo: 'head'
      })
      return chunks.flatMap(({ fileName, viteMetadata }) => [
        link('modulepreload', fileName),
        ...[...(viteMetadata?.importedCss ?? [])].map(file => link('stylesheet', file))
      ])
    }
  }
}

/** `npx rexxfleet` runs the launcher as a program of its own. */
function runnableLauncher(): Plugin {
  return {
    name: 'runnable-launcher',
    async writeBundle(options) {
      if (options.dir) await chmod(join(options.dir, 'rexxfleet.js'), 0o755)
    }
  }
}

/**
 * Three doors to one program: the desktop, the terminal (which also opens the web door), and the window they show. All libraries are
 * bundled but those that package.json names as dependencies, the native ones: hundreds of small files would cost half of each start.
 */
export default defineConfig({
  main: {
    plugins: [
      runnableLauncher(),
      plainBuiltins({ except: ['rexxfleet.js'] }),
      bundledPackages(packages, 'main')
    ],
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          desktop: at('src-main/faces/desktop/main.ts'),
          cli: at('src-main/faces/cli/main.ts'),
          rexxfleet: at('src-main/faces/cli/launcher.ts')
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    plugins: [bundledPackages(packages, 'preload')],
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: at('src-main/faces/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [vue(), stylesWithNonce(), preloadEarly(), bundledPackages(packages, 'renderer')],
    html: { cspNonce: noncePlaceholder },
    resolve: { alias: { '@contract': at('src-main/contract'), '@': at('src-renderer/src') } },
    build: {
      outDir: at('out/renderer'),
      // Browsers show this window too, not Electron's alone.
      target: 'es2022',
      minify: true,
      // Fonts and icons stay files: the policy allows no data: for them.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: { index: at('src-renderer/index.html') },
        output: {
          // One file each instead of some sixty: every file is a request that the program has to answer before anything is seen.
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'], priority: 3 },
              { name: 'window', test: /app\/start\.ts/, priority: 2 },
              { name: 'first-page', test: /fleet\/fleet-page\.vue/, priority: 1 }
            ]
          }
        }
      }
    }
  }
})

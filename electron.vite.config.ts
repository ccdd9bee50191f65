import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Three doors to one program: the desktop, the terminal (which also opens the web door), and the window they show. */
export default defineConfig({
  main: {
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
    plugins: [vue()],
    resolve: { alias: { '@contract': at('src-main/contract'), '@': at('src-renderer/src') } },
    build: {
      outDir: at('out/renderer'),
      rollupOptions: { input: { index: at('src-renderer/index.html') } }
    }
  }
})

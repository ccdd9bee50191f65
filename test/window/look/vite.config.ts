import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '../../..')

/** The window alone, for looking at it without the program. */
export default defineConfig({
  root: resolve(root, 'src-renderer'),
  base: './',
  plugins: [vue()],
  resolve: {
    alias: { '@contract': resolve(root, 'src-main/contract'), '@': resolve(root, 'src-renderer/src') }
  },
  build: {
    outDir: process.env['LOOK_OUT'] ?? resolve(root, 'out/look'),
    emptyOutDir: true,
    target: 'chrome120',
    reportCompressedSize: true
  }
})

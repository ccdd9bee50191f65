/**
 * Puts the native parts of this system's other processor beside those of this machine: a package for both would else be one that has no
 * keychain on the other. Versions and hashes are those of the lock file. Run by `npm run package`.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingParts, nativeParts, processorsOf } from './native-parts.ts'

const root = join(import.meta.dirname, '..')
const npm = process.env['npm_execpath']
if (!npm) throw new Error('Run this with npm run package: it needs the npm that runs it.')

for (const processor of processorsOf(process.platform)) {
  const missing = missingParts(join(root, 'node_modules'), nativeParts(process.platform, [processor]))
  if (missing.length === 0) continue
  const folder = mkdtempSync(join(tmpdir(), 'rexxfleet-parts-'))
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc'])
      copyFileSync(join(root, file), join(folder, file))
    const given = ['ci', '--omit=dev', '--ignore-scripts', `--cpu=${processor}`]
    execFileSync(process.execPath, [npm, ...given], { cwd: folder, stdio: 'inherit' })
    for (const name of missing)
      cpSync(join(folder, 'node_modules', name), join(root, 'node_modules', name), { recursive: true })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

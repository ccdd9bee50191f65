/** A folder that the packager takes for Electron's: enough to see what it packs, and which fuses it sets. It runs nothing. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = 9

/** Each fuse as Electron ships it: version 1, so many fuses, `0` off and `1` on. */
function binary(): Buffer {
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, fuses]),
    Buffer.from('101100111'.slice(0, fuses))
  ])
  return Buffer.concat([Buffer.from('\u007fELF made up'), Buffer.alloc(4096), wire, Buffer.alloc(4096)])
}

export function makeFakeElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'), { recursive: true })
  writeFileSync(join(folder, 'electron'), binary())
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'version'), version)
  writeFileSync(join(folder, 'LICENSE'), '')
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '')
}

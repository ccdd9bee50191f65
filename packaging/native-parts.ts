/** Native parts that come as one npm package for each system and processor. npm installs those of its own machine and no others. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { locked, nameOf } from './lock-file.ts'

/** The processors that the desktop's packages for a system are for, as electron-builder.config.mjs says. */
export function processorsOf(platform: string): readonly string[] {
  return platform === 'linux' ? [process.arch] : ['x64', 'arm64']
}

/** The npm packages that such a desktop package has to hold; Electron for Linux is one for glibc. */
export function nativeParts(platform: string, processors: readonly string[]): string[] {
  return Object.entries(locked)
    .filter(
      ([, { dev, os, cpu, libc }]) =>
        !dev &&
        os?.includes(platform) === true &&
        cpu?.some(one => processors.includes(one)) === true &&
        (libc ?? ['glibc']).includes('glibc')
    )
    .map(([path]) => nameOf(path))
}

/** Those of them that a folder of npm packages lacks, or holds without what the system could load. */
export function missingParts(modules: string, names: readonly string[]): string[] {
  const isThere = (folder: string): boolean =>
    existsSync(folder) && readdirSync(folder).some(file => file.endsWith('.node'))
  return names.filter(name => !isThere(join(modules, name)))
}

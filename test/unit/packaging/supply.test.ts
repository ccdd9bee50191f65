/** What comes into the house: pinned, hashed, without surprises in its licences, and without scripts that nobody named. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { bundled, isAllowed, licencePage, shipped } from '../../../packaging/licences.ts'
import { locked, manifest, nameOf } from '../../../packaging/lock-file.ts'

const root = join(import.meta.dirname, '../../..')
const text = (name: string): string => readFileSync(join(root, name), 'utf8')
const packages = Object.entries(locked).filter(([path, entry]) => path !== '' && !entry.link)

describe('licences', () => {
  test('of what users get ask for no more than to be named', () => {
    expect(shipped().length).toBeGreaterThan(50)
    expect(shipped().filter(one => !isAllowed(one.licence))).toEqual([])
  })

  test('are known of every library that the sources load', () => {
    const loaded = ['src-main', 'src-renderer/src'].flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => /\.(ts|vue)$/.test(name) && !/config\.ts$|embed-migrations/.test(name))
        .flatMap(name => [
          ...text(join(folder, name)).matchAll(/(?:from|import\() ?'((?:@[\w-]+\/)?[a-z][\w.-]*)/g)
        ])
        .map(([, name]) => name ?? '')
    )
    const known = [...bundled, ...Object.keys(manifest.dependencies), 'electron']
    const own = ['@contract', '@', 'node']
    expect(
      [...new Set(loaded)].filter(name => !known.includes(name) && !own.includes(name.split('/')[0]!))
    ).toEqual([])
  })

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['MIT AND GPL-2.0-only', false],
    ['LGPL-3.0', false],
    ['MPL-2.0', false],
    ['unknown', false]
  ])('%s: %s', (licence, allowed) => expect(isAllowed(licence)).toBe(allowed))

  test('are listed as they are (npm run licences writes the list)', async () => {
    const path = join(root, 'docs/licences.md')
    const page = await format(licencePage(), { ...(await resolveConfig(path)), parser: 'markdown' })
    expect(text('docs/licences.md')).toBe(page)
  })
})

describe('the lock file', () => {
  test('has a hash for each package, and no address', () => {
    expect(packages.filter(([, entry]) => !entry.integrity).map(([path]) => path)).toEqual([])
    expect(packages.filter(([, entry]) => entry.resolved).map(([path]) => path)).toEqual([])
    const others = packages.map(([path, entry]) => [path, { ...entry, funding: null, deprecated: null }])
    expect(JSON.stringify(others)).not.toMatch(/https?:/)
  })

  test('belongs to the manifest, whose versions are exact', () => {
    const own = locked[''] as unknown as typeof manifest
    expect([own.dependencies, own.devDependencies]).toEqual([manifest.dependencies, manifest.devDependencies])
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})

describe('install scripts', () => {
  const scripted = [
    ...new Set(packages.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path)))
  ]

  test('are each decided on in package.json', () => {
    expect(scripted.filter(name => !(name in manifest.allowScripts))).toEqual([])
  })

  test('that run are named in the README', () => {
    const running = Object.entries(manifest.allowScripts).filter(([, runs]) => runs)
    expect(running.map(([name]) => name)).toEqual(['node'])
    expect(text('README.md')).toMatch(/install script[^.]*`node`/)
  })

  test('are in nothing that users install', () => {
    const names = shipped().flatMap(one => (one.where === 'beside' ? [one.name] : []))
    expect(names.filter(name => scripted.includes(name))).toEqual([])
  })
})

/** What comes into the house: pinned, hashed, without surprises in its licences, and without scripts that nobody named. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beside, isAllowed, licencePage, listedIn } from '../../../packaging/licences.ts'
import { locked, manifest, nameOf } from '../../../packaging/lock-file.ts'
import { advisories, concerns, malicious } from './advisories.ts'

const root = join(import.meta.dirname, '../../..')
const text = (name: string): string => readFileSync(join(root, name), 'utf8')
const packages = Object.entries(locked).filter(([path, entry]) => path !== '' && !entry.link)

/** That the list is whole, `test/integration/packaging/bundles.test.ts` asks of the bundles. */
describe('licences', () => {
  const listed = listedIn(text('docs/licences.md'))

  test('of what users get ask for no more than to be named', () => {
    expect(listed.length).toBeGreaterThan(50)
    expect(listed.filter(one => !isAllowed(one.licence))).toEqual([])
  })

  test('are listed for the versions that the lock file has (npm run licences writes the list)', () => {
    const known = packages.map(
      ([path, entry]) => `${nameOf(path)} ${entry.version} ${entry.license ?? 'unknown'}`
    )
    const gone = listed.filter(one => !known.includes(`${one.name} ${one.version} ${one.licence}`))
    expect(gone).toEqual([])
  })

  test('are listed of all that is installed beside the bundles', () => {
    const installed = beside().map(({ path: _path, ...one }) => one)
    expect(listed.filter(one => one.where === 'beside')).toEqual(installed)
  })

  test('are read from the list as they were written', () => {
    expect(listedIn(licencePage(listed))).toEqual(listed)
  })

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['MIT AND GPL-2.0-only', false],
    ['LGPL-3.0', false],
    ['MPL-2.0', false],
    ['unknown', false]
  ])('%s: %s', (licence, allowed) => expect(isAllowed(licence)).toBe(allowed))
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

describe('known advisories', () => {
  const have = packages.map(([path, { version = '' }]) => ({ name: nameOf(path), version }))

  test('are about packages that are here, and about no version of theirs that is', () => {
    const known = have.map(({ name }) => name)
    expect(advisories.filter(({ name }) => !known.includes(name))).toEqual([])
    const found = have.flatMap(({ name, version }) =>
      advisories
        .filter(one => one.name === name && concerns(one, version))
        .map(({ id }) => `${name} ${version}: ${id}`)
    )
    expect(found).toEqual([])
  })

  test('and versions that were slipped in are none of ours', () => {
    expect(have.filter(({ name, version }) => malicious.includes(`${name}@${version}`))).toEqual([])
  })

  test.each([
    ['4.3.1', true],
    ['4.3.2', false],
    ['4.10.0', false],
    ['3.14.2', false]
  ])('one about 4.x that 4.3.2 mends concerns %s: %s', (version, expected) => {
    expect(concerns({ name: 'x', id: 'x', mended: '4.3.2', line: '4.' }, version)).toBe(expected)
  })
})

describe('install scripts', () => {
  const scripted = [
    ...new Set(packages.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path)))
  ]

  test('are each decided on in package.json', () => {
    expect(scripted.filter(name => !(name in manifest.allowScripts))).toEqual([])
  })

  test('that run are named in the README, and those that an npm runs that knows no such list', () => {
    const running = Object.entries(manifest.allowScripts).filter(([, runs]) => runs)
    expect(running.map(([name]) => name)).toEqual(['node'])
    expect(text('README.md')).toMatch(/install script[^.]*`node`/)
    const about = /The one install script[^]*?\n\n/.exec(text('README.md'))?.[0] ?? ''
    expect(scripted.filter(name => !about.includes(`\`${name}\``))).toEqual([])
  })

  test('that nobody decided on stop the installation', () => {
    expect(text('.npmrc')).toMatch(/^strict-allow-scripts=true$/m)
  })

  test('are in nothing that users install', () => {
    expect(beside().filter(one => scripted.includes(one.name))).toEqual([])
  })
})

describe('the workflows', () => {
  const workflows = ['package', 'test'].map(name => text(`.github/workflows/${name}.yml`)).join('')

  test('use actions at a commit, with its version beside it, which tags could leave', () => {
    const used = workflows.split('\n').filter(line => line.includes('uses:'))
    expect(used.length).toBeGreaterThan(5)
    expect(used.filter(line => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('audit what is shipped and all the rest, on every push and by the week', () => {
    expect(workflows).toContain('npm audit --omit=dev --audit-level=high')
    expect(workflows).toContain('npm audit --audit-level=high')
    expect(workflows).toMatch(/push:[^]*pull_request:[^]*schedule: \[\{ cron: '\d+ \d+ \* \* 1' \}\]/)
  })

  test('are kept up to date, as the libraries are', () => {
    const ecosystems = text('.github/dependabot.yml').matchAll(/package-ecosystem: (\S+)/g)
    expect([...ecosystems].map(([, name]) => name)).toEqual(['npm', 'github-actions'])
  })
})

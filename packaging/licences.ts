/** Which licences are in what users get: the libraries beside the bundles, and those inside them. */
import { closure, locked, manifest, nameOf } from './lock-file.ts'

/**
 * Packages whose own files hold what they depend on, so that the bundler sees them alone: all that they need is counted with them,
 * but for what is imported from outside, or is not there at run time.
 */
const holdTheirOwn = { names: ['@vue-flow/core'], without: ['vue', 'vue-demi', '@vueuse/metadata'] }

/** Licences that ask for no more than to be named. Anything else is looked at by a person first. */
export const allowedLicences: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense'
]

const places = { beside: 'library', inside: 'in a bundle' }

export interface Licensed {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly where: keyof typeof places
}

/** `(MIT OR CC0-1.0)` is fine where one of them is; every part of an AND has to be. */
export function isAllowed(licence: string): boolean {
  const plain = licence.replaceAll(/[()]/g, '')
  return plain
    .split(/ OR /i)
    .some(choice => choice.split(/ AND /i).every(one => allowedLicences.includes(one.trim())))
}

/** One that is installed, at its path in the lock file. */
export interface Installed extends Licensed {
  readonly path: string
}

function licensed(paths: readonly string[], where: Licensed['where']): Installed[] {
  return paths
    .map(path => ({ path, name: nameOf(path), entry: locked[path] ?? {} }))
    .filter(({ name }) => !name.startsWith('@types/'))
    .map(({ path, name, entry }) => ({
      path,
      name,
      version: entry.version ?? '',
      licence: entry.license ?? 'unknown',
      where
    }))
}

/** What npm installs beside the bundles. */
export function beside(): Installed[] {
  return licensed(closure(Object.keys(manifest.dependencies)), 'beside')
}

/** Everything that users get, each package once. `bundled`: the paths of the packages that the bundler took. */
export function shipped(bundled: readonly string[]): Installed[] {
  const held = holdTheirOwn.names.some(name => bundled.includes(`node_modules/${name}`))
    ? closure(holdTheirOwn.names, holdTheirOwn.without)
    : []
  const all = [...licensed([...bundled, ...held], 'inside'), ...beside()]
  const unique = new Map(all.map(one => [`${one.name}@${one.version}`, one]))
  return [...unique.values()].sort((left, right) => left.name.localeCompare(right.name, 'en'))
}

export function licencePage(all: readonly Licensed[]): string {
  const byLicence = [...Map.groupBy(all, one => one.licence)].sort(
    (left, right) => right[1].length - left[1].length
  )
  return `# Licences

Written by \`npm run licences\`: the libraries that are installed beside the bundles, and every package of which the bundler took something.
Tests hold it to the lock file and to the bundles, and fail for a licence that asks for more than to be named. Rexxfleet itself is MIT. The
bundles also hold some helper lines of Vite, Rolldown and Vue's plugin for Vite (MIT). Electron (MIT) and Chromium's parts come with their
own texts inside the desktop packages; those of all that is listed here are in \`licences.txt\` beside the program.

| licence | packages |
| --- | --- |
${byLicence.map(([licence, ones]) => `| ${licence} | ${ones.length} |`).join('\n')}

| package | version | licence | where |
| --- | --- | --- | --- |
${all.map(one => `| ${one.name} | ${one.version} | ${one.licence} | ${places[one.where]} |`).join('\n')}
`
}

/** What such a page lists. */
export function listedIn(page: string): Licensed[] {
  const row = new RegExp(
    `^\\| (\\S+) +\\| (\\S+) +\\| (.+?) +\\| (${Object.values(places).join('|')}) *\\|$`,
    'gm'
  )
  return [...page.matchAll(row)].map(([, name = '', version = '', licence = '', place]) => ({
    name,
    version,
    licence,
    where: place === places.beside ? 'beside' : 'inside'
  }))
}

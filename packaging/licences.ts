/** Which licences are in what users get: the libraries beside the bundles, and those inside them. */
import { closure, locked, manifest, nameOf } from './lock-file.ts'

/** Development dependencies that end up in a bundle: all but what is native is in one. */
export const bundled: readonly string[] = [
  '@fastify/cookie',
  '@fastify/websocket',
  '@tabler/icons-vue',
  '@vue-flow/background',
  '@vue-flow/core',
  '@vue-flow/minimap',
  'axios',
  'csv-parse',
  'commander',
  'croner',
  'drizzle-orm',
  'electron-updater',
  'fastify',
  'naive-ui',
  'nodemailer',
  'p-queue',
  'php-serialize',
  'pinia',
  'pino',
  'ulid',
  'vue',
  'vue-i18n',
  'vue-router',
  'zod'
]

/** Packages that others only ask for while something is being built: in no bundle. */
const toolsOnly: readonly string[] = ['typescript', 'vite', 'electron']

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

export interface Licensed {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly where: 'beside' | 'inside'
}

/** `(MIT OR CC0-1.0)` is fine where one of them is; every part of an AND has to be. */
export function isAllowed(licence: string): boolean {
  const plain = licence.replaceAll(/[()]/g, '')
  return plain
    .split(/ OR /i)
    .some(choice => choice.split(/ AND /i).every(one => allowedLicences.includes(one.trim())))
}

function licensed(names: readonly string[], where: Licensed['where']): Licensed[] {
  return closure(names, toolsOnly)
    .map(path => ({ path, name: nameOf(path), entry: locked[path] ?? {} }))
    .filter(({ name }) => !name.startsWith('@types/'))
    .map(({ name, entry }) => ({
      name,
      version: entry.version ?? '',
      licence: entry.license ?? 'unknown',
      where
    }))
}

/** Everything that users get, each package once. */
export function shipped(): Licensed[] {
  const beside = licensed(Object.keys(manifest.dependencies), 'beside')
  const known = new Set(beside.map(one => `${one.name}@${one.version}`))
  const inside = licensed(bundled, 'inside').filter(one => !known.has(`${one.name}@${one.version}`))
  const unique = new Map([...beside, ...inside].map(one => [`${one.name}@${one.version}`, one]))
  return [...unique.values()].sort((left, right) => left.name.localeCompare(right.name, 'en'))
}

export function licencePage(): string {
  const all = shipped()
  const byLicence = [...Map.groupBy(all, one => one.licence)].sort(
    (left, right) => right[1].length - left[1].length
  )
  const places = { beside: 'library', inside: 'in a bundle' }
  return `# Licences

Written by \`npm run licences\`; a test holds it to the lock file, and fails for a licence that asks for more than to be named.
Rexxfleet itself is MIT. Electron (MIT) and Chromium's parts come with their own texts inside the desktop packages.

| licence | packages |
| --- | --- |
${byLicence.map(([licence, ones]) => `| ${licence} | ${ones.length} |`).join('\n')}

| package | version | licence | where |
| --- | --- | --- | --- |
${all.map(one => `| ${one.name} | ${one.version} | ${one.licence} | ${places[one.where]} |`).join('\n')}
`
}

/** `npm run licences`: writes docs/licences.md from the bundles that were just built, and the lock file. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { builtOf } from './bundled-packages.ts'
import { licencePage, shipped } from './licences.ts'

const root = join(import.meta.dirname, '..')
const path = join(root, 'docs/licences.md')
const options = await resolveConfig(path)
const page = licencePage(shipped(builtOf(join(root, 'out/packages'))))
writeFileSync(path, await format(page, { ...options, parser: 'markdown' }))

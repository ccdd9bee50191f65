/** `npm run licences`: writes docs/licences.md from the lock file. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { licencePage } from './licences.ts'

const path = join(import.meta.dirname, '../docs/licences.md')
const options = await resolveConfig(path)
writeFileSync(path, await format(licencePage(), { ...options, parser: 'markdown' }))

/** `npm run schema`: writes docs/cli-schema.json from the shapes of the terminal's documents. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { schemaDocument } from '../src-main/faces/cli/json/shapes.ts'

const path = join(import.meta.dirname, '../docs/cli-schema.json')
const options = await resolveConfig(path)
writeFileSync(path, await format(JSON.stringify(schemaDocument()), { ...options, parser: 'json' }))

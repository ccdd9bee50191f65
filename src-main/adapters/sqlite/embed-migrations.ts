import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'migrations')

/** The text of `migrations/all.ts`: the numbered .sql files as a module, because a bundle has no folder to read them from. */
export function embeddedMigrations(): string {
  const names = readdirSync(folder)
    .filter(name => /^\d{4}_.+\.sql$/.test(name))
    .sort()
  const entries = names.map(name => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return `  {\n    name: ${JSON.stringify(name.replace(/\.sql$/, ''))},\n    sql: ${JSON.stringify(sql)}\n  }`
  })
  return [
    '// Made from the .sql files beside it by `npm run migration`. Not for editing.',
    "import type { Migration } from '../opening/migration.ts'",
    '',
    `export const allMigrations: readonly Migration[] = [\n${entries.join(',\n')}\n]`,
    ''
  ].join('\n')
}

if (import.meta.main) writeFileSync(join(folder, 'all.ts'), embeddedMigrations())

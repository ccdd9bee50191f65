import { AppError } from '../../shared/app-error.ts'

const names = {
  dataSource: 'core_data_source',
  endpoint: 'core_module_data_access',
  apiKey: 'core_module_data_access_apikey',
  grant: 'core_module_data_access_data_access_apikey',
  sync: 'core_module_sync',
  relation: 'core_module_sync_relation',
  idMapping: 'core_module_sync_id_mapping'
} as const

/** The tables that the scripts touch, quoted for SQL. */
export type SiteTables = { readonly [K in keyof typeof names]: string }

/** Names of tables end at 64 characters, and the longest of Cloudrexx's own has to fit behind the prefix. */
export const longestTablePrefix = 64 - names.grant.length

/** Refuses what cannot be the prefix of a site's tables; what passes can stand in SQL as it is. */
export function checkTablePrefix(prefix: string): void {
  if (/^[A-Za-z0-9_]*$/.test(prefix) && prefix.length <= longestTablePrefix) return
  throw new AppError(
    'invalid-input',
    `The prefix of the site's tables may have letters, digits and underscores, at most ${longestTablePrefix} of them. ` +
      'You find it in config/configuration.php of the site; most sites have contrexx_.',
    { prefix }
  )
}

export function siteTables(prefix: string): SiteTables {
  checkTablePrefix(prefix)
  return Object.fromEntries(
    Object.entries(names).map(([name, table]) => [name, `\`${prefix}${table}\``])
  ) as SiteTables
}

/** A text as an SQL literal. Backslashes are doubled: the scripts switch the mode off in which that would be wrong. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

export function literals(texts: readonly string[]): string {
  return texts.map(literal).join(',\n    ')
}

import type { Site } from '../../core/fleet/site.ts'

/**
 * The calendar of a partner names its receivers once more, as publishing targets, in a table that REST can only read (F34). The old name
 * comes from the site, so it is quoted; table prefixes are checked where they come in.
 */
export function targetSql({ tablePrefix }: Pick<Site, 'tablePrefix'>, from: string, to: string): string {
  return `UPDATE \`${tablePrefix}module_calendar_host\` SET \`uri\` = ${quoted(to)} WHERE \`uri\` = ${quoted(from)};`
}

/** Plain text of one line inside of SQL quotes, whatever mode the database is in. */
function quoted(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\u2028\u2029\\]/gu, '')
  return `'${plain.replaceAll("'", "''")}'`
}

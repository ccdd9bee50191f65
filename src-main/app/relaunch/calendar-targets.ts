import type { Site } from '../../core/fleet/site.ts'

/**
 * The calendar of a partner names its receivers once more, as publishing targets, in a table that REST can only read (F34). Domains and
 * prefixes are checked where they come in, so nothing in them can leave its quotes.
 */
export function targetSql({ tablePrefix }: Pick<Site, 'tablePrefix'>, from: string, to: string): string {
  return `UPDATE \`${tablePrefix}module_calendar_host\` SET \`uri\` = '${to}' WHERE \`uri\` = '${from}';`
}

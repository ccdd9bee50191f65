import type { ManagementSource } from './management-sources.ts'
import { noOptions } from './management-sources.ts'
import { literal, literals, type SiteTables } from './site-tables.ts'

/** How an option that is off looks in PHP-serialized text. */
const offForms = ['s:1:"0"', 's:0:""', 'i:0', 'b:0']
const recurse = (value: string) => `s:7:"recurse";${value};`

/**
 * Switches 'recurse' on where a data source that existed before lacks it (F12), and leaves all its other options alone:
 * empty options become those of a fresh enrolment, an option that is off is turned, and in all others it is put in front.
 */
export function recurseStatements(
  { dataSource }: SiteTables,
  sources: readonly ManagementSource[]
): string[] {
  const allOptions = [...new Set(sources.map(source => source.options))]
  const names = (some: readonly ManagementSource[]) => literals(some.map(source => source.identifier))
  const fill = allOptions.map(
    options => `UPDATE ${dataSource} SET options = ${literal(options)}
WHERE options IN (${literal(noOptions)}, 'N;', '') AND identifier IN (
    ${names(sources.filter(source => source.options === options))});`
  )
  const turnedOn = offForms.reduce(
    (text, off) => `REPLACE(${text},\n    ${literal(recurse(off))}, ${literal(recurse('s:1:"1"'))})`,
    'options'
  )
  const turn = `UPDATE ${dataSource} SET options = ${turnedOn}
WHERE options LIKE '%s:7:"recurse";%' AND identifier IN (
    ${names(sources)});`
  const more = `CAST(SUBSTRING_INDEX(SUBSTRING(options, 3), ':', 1) AS UNSIGNED) + 1`
  const add = `UPDATE ${dataSource} SET options = CONCAT('a:', ${more}, ':{${recurse('s:1:"1"')}', SUBSTRING(options, LOCATE('{', options) + 1))
WHERE options LIKE 'a:%' AND options NOT LIKE '%s:7:"recurse";%' AND identifier IN (
    ${names(sources)});`
  return [...fill, turn, add]
}

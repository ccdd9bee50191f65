import {
  managementSources,
  noOptions,
  recursingSources,
  type ManagementSource
} from './management-sources.ts'
import { noteFormerSources } from './former-sources.ts'
import { recurseStatements } from './recurse-statements.ts'
import { keyPlaceholder, part, scriptSignature, type ScriptLine } from './script-line.ts'
import { literal, literals, siteTables, type SiteTables } from './site-tables.ts'

export interface EnrolmentOptions {
  readonly tablePrefix: string
  /** The key may only read. */
  readonly readOnly: boolean
}

const key = literal(keyPlaceholder)

/**
 * The SQL that gives Rexxfleet its key on a site, with dots in the key's place (`withKey` puts it in). It can be run any number of
 * times: what is there is left as it is, whoever made it. One row for each statement, since a longer INSERT … SELECT would leave
 * gaps in the ids; no variables, since some clients run each statement over a connection of its own.
 */
export function enrolmentScript({ tablePrefix, readOnly }: EnrolmentOptions): ScriptLine[] {
  const tables = siteTables(tablePrefix)
  return [
    ...about(readOnly),
    ...part('begin', "SET SESSION sql_mode = 'STRICT_TRANS_TABLES';", 'START TRANSACTION;', ''),
    ...part(
      'key',
      '-- The key. Dots stand for a key that was not put in: with them nothing is granted.',
      makeKey(tables),
      ''
    ),
    ...part(
      'former-sources',
      '-- What the site has already is reused. A note in the id mapping says how it was: the removal needs it.',
      noteFormerSources(tables),
      ''
    ),
    ...managementSources.flatMap(source => [
      ...part(
        source.kind,
        `-- ${source.endpoint}`,
        makeSource(tables, source),
        makeEndpoint(tables, source),
        ''
      )
    ]),
    ...part(
      'recurse',
      "-- Rexxfleet needs the option 'recurse' on these data sources: answers then name the related rows. Where a data",
      '-- source was there before without it, it is switched on here, and whoever else reads through that data source',
      '-- sees the related rows as well. Nothing changes where the option is set.',
      ...recurseStatements(tables, recursingSources),
      ''
    ),
    ...part('grants', `-- What the key may do: ${readOnly ? 'read' : 'read and write'}.`),
    ...managementSources.flatMap(source => part('grants', makeGrant(tables, source, readOnly))),
    ...part('grants', setGrants(tables, readOnly), ''),
    ...part('end', 'COMMIT;')
  ]
}

function about(readOnly: boolean): ScriptLine[] {
  return part(
    'about',
    `${scriptSignature}enrolment of a Cloudrexx site.`,
    '-- Run it once on the database of the site, e.g. in phpMyAdmin ("SQL") or with the mysql client.',
    `-- It makes one API key that may ${readOnly ? 'only read' : 'read and write'} the eleven endpoints named rexxfleet-*.`,
    '-- Running it again changes nothing. It holds the key: delete the file when the site is enrolled.',
    ''
  )
}

function makeKey({ apiKey }: SiteTables): string {
  return `INSERT INTO ${apiKey} (api_key)
SELECT ${key} FROM DUAL
WHERE ${key} NOT LIKE '%.%'
  AND NOT EXISTS (SELECT 1 FROM ${apiKey} k WHERE k.api_key = ${key});`
}

function makeSource({ dataSource }: SiteTables, { identifier, options }: ManagementSource): string {
  return `INSERT INTO ${dataSource} (identifier, options, type)
SELECT ${literal(identifier)}, ${literal(options)}, 'doctrineRepository' FROM DUAL
WHERE NOT EXISTS (SELECT 1 FROM ${dataSource} s WHERE s.identifier = ${literal(identifier)});`
}

function makeEndpoint(
  { dataSource, endpoint }: SiteTables,
  { identifier, endpoint: name }: ManagementSource
): string {
  const empty = literal(noOptions)
  return `INSERT INTO ${endpoint} (data_source_id, name, field_list, access_condition, allowed_output_methods)
SELECT s.id, ${literal(name)}, ${empty}, ${empty}, ${empty}
FROM ${dataSource} s
WHERE s.identifier = ${literal(identifier)}
  AND NOT EXISTS (SELECT 1 FROM ${endpoint} e WHERE e.name = ${literal(name)});`
}

function makeGrant(
  { apiKey, endpoint, grant }: SiteTables,
  source: ManagementSource,
  readOnly: boolean
): string {
  return `INSERT INTO ${grant} (api_key_id, data_access_id, read_only)
SELECT k.id, e.id, ${Number(readOnly)}
FROM ${apiKey} k, ${endpoint} e
WHERE k.api_key = ${key} AND e.name = ${literal(source.endpoint)}
  AND NOT EXISTS (SELECT 1 FROM ${grant} g WHERE g.api_key_id = k.id AND g.data_access_id = e.id);`
}

/** A key that was enrolled the other way before: its own grants follow what is wanted now. */
function setGrants({ apiKey, endpoint, grant }: SiteTables, readOnly: boolean): string {
  const wanted = Number(readOnly)
  return `UPDATE ${grant} g, ${apiKey} k, ${endpoint} e SET g.read_only = ${wanted}
WHERE g.api_key_id = k.id AND g.data_access_id = e.id AND k.api_key = ${key}
  AND e.name IN (
    ${literals(managementSources.map(source => source.endpoint))})
  AND NOT g.read_only <=> ${wanted};`
}

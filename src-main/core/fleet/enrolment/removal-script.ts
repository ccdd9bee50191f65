import { markerHost, markerType } from '../marker.ts'
import { hasOurEndpoint, isNote, isNoteOf, notedOptions, noteGoingSources } from './former-sources.ts'
import { managementSources } from './management-sources.ts'
import { part, scriptSignature, type ScriptLine } from './script-line.ts'
import { literal, literals, siteTables, type SiteTables } from './site-tables.ts'

export interface RemovalOptions {
  readonly tablePrefix: string
  /** Id of the key's row on the site: the key itself has no business in this script. Null: there is no key left to remove. */
  readonly apiKeyId: number | null
}

const endpoints = literals(managementSources.map(source => source.endpoint))

/**
 * The counterpart of the enrolment script: takes away the key, and of the rest what nobody else uses. An endpoint on which another
 * key has a grant stays, and so do its data source and the marker. What was there before the enrolment is as it was.
 */
export function removalScript({ tablePrefix, apiKeyId }: RemovalOptions): ScriptLine[] {
  const tables = siteTables(tablePrefix)
  return [
    ...part('about', `${scriptSignature}removal of an enrolment.`),
    ...part('about', '-- Run it once on the database of the site. What others use stays.', ''),
    ...part('begin', "SET SESSION sql_mode = 'STRICT_TRANS_TABLES';", 'START TRANSACTION;', ''),
    ...(apiKeyId === null ? [] : removeKey(tables, apiKeyId)),
    ...part('sources', '-- Which data sources the enrolment made.', noteGoingSources(tables), ''),
    ...part(
      'endpoints',
      '-- Endpoints that no key and no Sync row uses any more.',
      removeEndpoints(tables),
      ''
    ),
    ...part(
      'sources',
      '-- Data sources that were there before get their options back.',
      restoreOptions(tables)
    ),
    ...part('sources', '-- Those that the enrolment made go, unless another endpoint uses them.'),
    ...part('sources', removeSources(tables), removeNotes(tables), ''),
    ...part('marker', '-- The mark by which Rexxfleet knows the site goes with the last endpoint.'),
    ...part('marker', removeMarker(tables), ''),
    ...part('end', 'COMMIT;')
  ]
}

function removeKey({ apiKey, grant }: SiteTables, apiKeyId: number): ScriptLine[] {
  if (!Number.isSafeInteger(apiKeyId)) throw new TypeError('the id of a key is a whole number')
  return part(
    'key',
    '-- The key, and all that it may do.',
    `DELETE FROM ${grant} WHERE api_key_id = ${apiKeyId};`,
    `DELETE FROM ${apiKey} WHERE id = ${apiKeyId};`,
    ''
  )
}

function removeEndpoints({ endpoint, grant, sync, relation }: SiteTables): string {
  return `DELETE e FROM ${endpoint} e
LEFT JOIN ${grant} g ON g.data_access_id = e.id
LEFT JOIN ${sync} y ON y.data_access_id = e.id
LEFT JOIN ${relation} r ON r.foreign_data_access_id = e.id
WHERE g.id IS NULL AND y.id IS NULL AND r.id IS NULL AND e.name IN (
    ${endpoints});`
}

function restoreOptions(tables: SiteTables): string {
  return `UPDATE ${tables.dataSource} s
JOIN ${tables.idMapping} n ON ${isNoteOf('n', 'former', 's')}
SET s.options = ${notedOptions('n')}
WHERE NOT ${hasOurEndpoint(tables, 's')};`
}

function removeSources({ dataSource, endpoint, idMapping }: SiteTables): string {
  return `DELETE s FROM ${dataSource} s
JOIN ${idMapping} n ON ${isNoteOf('n', 'going', 's')}
LEFT JOIN ${endpoint} e ON e.data_source_id = s.id
WHERE e.id IS NULL;`
}

function removeNotes(tables: SiteTables): string {
  return `DELETE n FROM ${tables.idMapping} n
LEFT JOIN ${tables.dataSource} s ON ${isNoteOf('n', 'former', 's')}
WHERE (${isNote('n', 'going')})
  OR (${isNote('n', 'former')} AND (s.id IS NULL OR NOT ${hasOurEndpoint(tables, 's')}));`
}

function removeMarker({ idMapping, endpoint }: SiteTables): string {
  return `DELETE FROM ${idMapping}
WHERE foreign_host = ${literal(markerHost)} AND entity_type = ${literal(markerType)}
  AND NOT EXISTS (SELECT 1 FROM ${endpoint} e WHERE e.name IN (
    ${endpoints}));`
}

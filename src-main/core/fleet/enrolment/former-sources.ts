/**
 * A data source that the site had before Rexxfleet came is reused, and the removal has to leave it as it was. So the enrolment
 * leaves a note of it in the site's own id mapping, under the host name of the marker: no site can be called that, and REST and
 * SQL can both read it. What has no such note was made by the enrolment.
 */
import { markerHost } from '../marker.ts'
import { managementSources } from './management-sources.ts'
import { literal, literals, type SiteTables } from './site-tables.ts'

/** Entity types of such notes: `former` stays as long as the enrolment does, `going` only while the removal runs. */
export const noteTypes = { former: 'RexxfleetFormerSource', going: 'RexxfleetGoingSource' } as const
export type NoteType = keyof typeof noteTypes

const optionsHead = 'a:1:{s:7:"options";s:'
const identifiers = literals(managementSources.map(source => source.identifier))

const noteId = (source: string) =>
  `CONCAT('a:1:{i:0;s:', LENGTH(${source}.identifier), ':"', ${source}.identifier, '";}')`
const noteOptions = (source: string) =>
  `CONCAT('${optionsHead}', LENGTH(${source}.options), ':"', ${source}.options, '";}')`

/** Whether `note` is a note of this type. */
export function isNote(note: string, type: NoteType): string {
  return `${note}.foreign_host = ${literal(markerHost)} AND ${note}.entity_type = ${literal(noteTypes[type])}`
}

/** Whether `note` is the note of `source`. By bytes: the two tables need not have the same collation. */
export function isNoteOf(note: string, type: NoteType, source: string): string {
  return `${isNote(note, type)}
  AND CAST(${note}.foreign_id AS BINARY) = CAST(${noteId(source)} AS BINARY)`
}

/** Whether an endpoint of Rexxfleet's stands on `source`. */
export function hasOurEndpoint(tables: SiteTables, source: string): string {
  return `EXISTS (SELECT 1 FROM ${tables.endpoint} e WHERE e.data_source_id = ${source}.id AND e.name LIKE 'rexxfleet-%')`
}

/** The former options out of a note: what stands between the first `:"` after the head and the closing `";}`. */
export function notedOptions(note: string): string {
  const start = `LOCATE(':"', ${note}.local_id, ${optionsHead.length}) + 2`
  return `SUBSTRING(${note}.local_id, ${start}, CHAR_LENGTH(${note}.local_id) - 2 - (${start}))`
}

/** Notes the data sources for which `condition` (on `s`) holds, each once. */
function note(tables: SiteTables, type: NoteType, condition: string): string {
  return `INSERT INTO ${tables.idMapping} (foreign_host, entity_type, foreign_id, local_id)
SELECT ${literal(markerHost)}, ${literal(noteTypes[type])}, ${noteId('s')}, ${noteOptions('s')}
FROM ${tables.dataSource} s
WHERE s.identifier IN (
    ${identifiers})
  AND ${condition}
  AND NOT EXISTS (SELECT 1 FROM ${tables.idMapping} n WHERE ${isNoteOf('n', type, 's')});`
}

/** Enrolment: notes each data source that stands already and has no endpoint of Rexxfleet's. */
export function noteFormerSources(tables: SiteTables): string {
  return note(tables, 'former', `NOT ${hasOurEndpoint(tables, 's')}`)
}

/** Removal: notes what the enrolment made, as long as its endpoint still tells. A second removal then finds nothing to take. */
export function noteGoingSources(tables: SiteTables): string {
  const wasThere = `SELECT 1 FROM ${tables.idMapping} f WHERE ${isNoteOf('f', 'former', 's')}`
  return note(tables, 'going', `${hasOurEndpoint(tables, 's')}\n  AND NOT EXISTS (${wasThere})`)
}

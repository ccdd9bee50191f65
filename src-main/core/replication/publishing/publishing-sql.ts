import { scriptSignature } from '../../fleet/enrolment/script-line.ts'
import { checkTablePrefix, literal } from '../../fleet/enrolment/site-tables.ts'
import { activeTarget, publicationStatus, publishingTables } from './calendar-tables.ts'

/** A receiver that becomes a publishing target. */
export interface NewTarget {
  /** What editors read beside an event. */
  readonly title: string
  readonly uri: string
}

/** What has to go so that a target is as it was before Rexxfleet asked for it. */
export interface TargetReversal {
  readonly uri: string
  /** Targets of this name that were there before: they stay, with the status that they had. */
  readonly former: readonly { readonly id: number; readonly status: number }[]
  /** Of targets that were there before: events that were not published to them then. */
  readonly events: readonly { readonly targetId: number; readonly eventIds: readonly number[] }[]
}

interface Tables {
  readonly settings: string
  readonly targets: string
  readonly eventTargets: string
  readonly events: string
}

function tablesOf(prefix: string): Tables {
  checkTablePrefix(prefix)
  const quoted = (table: string): string => `\`${prefix}${table}\``
  return {
    settings: quoted(publishingTables.settings.table),
    targets: quoted(publishingTables.target.table),
    eventTargets: quoted(publishingTables.eventTarget.table),
    events: quoted(publishingTables.event.table)
  }
}

/**
 * Switches publishing on, and makes each receiver an active target of every event. Can be run any number of times: what is there is left
 * as it is. One statement for each thing, and no variables, since some clients run each statement over a connection of its own.
 */
export function publishSql(prefix: string, targets: readonly NewTarget[]): string {
  const tables = tablesOf(prefix)
  return script(
    `publish the calendar to ${targets.map(({ uri }) => uri).join(', ')}.`,
    setStatus(tables, publicationStatus.on),
    ...targets.flatMap(target => [
      makeTarget(tables, target),
      `UPDATE ${tables.targets} SET \`status\` = ${activeTarget} WHERE \`uri\` = ${literal(target.uri)};`,
      publishEvents(tables, target)
    ])
  )
}

/** The counterpart: takes away what was not there before. `status`: what the setting goes back to; null leaves it. */
export function unpublishSql(
  prefix: string,
  status: string | null,
  reversals: readonly TargetReversal[]
): string {
  const tables = tablesOf(prefix)
  return script(
    `publish the calendar no more to ${reversals.map(({ uri }) => uri).join(', ')}.`,
    ...reversals.flatMap(reversal => takeBack(tables, reversal)),
    ...(status === null
      ? []
      : [setStatus(tables, status, ` AND \`value\` = ${literal(publicationStatus.on)}`)])
  )
}

/** A receiver has another name from now on. Does nothing where there is none of the old name. */
export function renameTargetSql(
  prefix: string,
  names: readonly { readonly from: string; readonly to: string }[]
): string {
  const { targets } = tablesOf(prefix)
  return script(
    'a receiver of the calendar has another name.',
    ...names.map(
      ({ from, to }) =>
        `UPDATE ${targets} SET \`uri\` = ${literal(to)} WHERE \`uri\` = ${literal(plain(from))};`
    )
  )
}

function setStatus({ settings }: Tables, value: string, where = ''): string {
  return `UPDATE ${settings} SET \`value\` = ${literal(value)} WHERE \`name\` = ${literal(publicationStatus.name)}${where};`
}

function makeTarget({ targets }: Tables, { title, uri }: NewTarget): string {
  return `INSERT INTO ${targets} (\`title\`, \`uri\`, \`cat_id\`, \`key\`, \`confirmed\`, \`status\`)
SELECT ${literal(plain(title))}, ${literal(uri)}, 0, '', 1, ${activeTarget} FROM DUAL
WHERE NOT EXISTS (SELECT 1 FROM ${targets} h WHERE h.\`uri\` = ${literal(uri)});`
}

function publishEvents({ targets, eventTargets, events }: Tables, { uri }: NewTarget): string {
  return `INSERT INTO ${eventTargets} (\`host_id\`, \`event_id\`)
SELECT h.\`id\`, e.\`id\` FROM ${targets} h, ${events} e
WHERE h.\`uri\` = ${literal(uri)}
  AND NOT EXISTS (SELECT 1 FROM ${eventTargets} r WHERE r.\`host_id\` = h.\`id\` AND r.\`event_id\` = e.\`id\`);`
}

/** Events before their target: without it nobody could tell any more which ones were its own. */
function takeBack({ targets, eventTargets }: Tables, { uri, former, events }: TargetReversal): string[] {
  const stays = former.length === 0 ? '' : ` AND \`id\` NOT IN (${former.map(({ id }) => id).join(', ')})`
  const made = `\`uri\` = ${literal(uri)}${stays}`
  return [
    `DELETE FROM ${eventTargets} WHERE \`host_id\` IN (SELECT \`id\` FROM ${targets} WHERE ${made});`,
    ...events.map(
      ({ targetId, eventIds }) =>
        `DELETE FROM ${eventTargets} WHERE \`host_id\` = ${targetId} AND \`event_id\` IN (${eventIds.join(', ')});`
    ),
    `DELETE FROM ${targets} WHERE ${made};`,
    ...former
      .filter(({ status }) => status !== activeTarget)
      .map(({ id, status }) => `UPDATE ${targets} SET \`status\` = ${status} WHERE \`id\` = ${id};`)
  ]
}

/** As the tables can hold it: one line, 255 characters, none of more than three bytes (F37). */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '')
    .slice(0, 255)
}

function script(about: string, ...statements: readonly string[]): string {
  return [
    `${scriptSignature}${plain(about)}`,
    '-- Run it once on the database of the site. Running it again changes nothing.',
    "SET SESSION sql_mode = 'STRICT_TRANS_TABLES';",
    'START TRANSACTION;',
    ...statements,
    'COMMIT;',
    ''
  ].join('\n')
}

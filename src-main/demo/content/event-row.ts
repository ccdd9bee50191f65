import schema from '../catalogue/tables.json' with { type: 'json' }
import type { TableDefinition } from '../engine/schema.ts'
import { emptyValue } from '../engine/lossy-storage.ts'
import type { Row } from '../site-double-types.ts'

const { columns } = schema.module_calendar_event as unknown as TableDefinition

/** What every seeded event has in common; the administration's form fills these in. */
const ORDINARY: Row = {
  ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, emptyValue(column, '')])),
  showStartDateList: 1,
  showEndDateList: 1,
  showStartTimeList: 1,
  showStartDateDetail: 1,
  showEndDateDetail: 1,
  showStartTimeDetail: 1,
  showEndTimeDetail: 1,
  showTimeTypeDetail: 1,
  show_in: '1,2',
  invitation_email_template: '{"1":"1","2":"1"}',
  email_template: '{"1":"14","2":"14"}',
  registration_notification: 'info@example.ch',
  series_pattern_weekday: '0',
  independent_series: 1,
  status: 1,
  confirmed: 1,
  show_detail_view: 1,
  author: '1',
  location_type: 1,
  host_type: 1
}

/** A whole row of the event table; every row has its columns in the same order. */
export function eventRow(given: Row): Row {
  return { ...ORDINARY, ...given }
}

import type { ManagementKind, ManagementPatches, NewManagementRows } from '../../../core/fleet/management.ts'
import { AppError } from '../../../core/shared/app-error.ts'
import type { FormPairs } from '../wire/form.ts'
import { arrayPairs, scalarText } from '../wire/form.ts'
import { dateText } from './date-text.ts'
import { leasePatchForm, newLeaseForm } from './lease-row.ts'

type Forms<Rows extends Record<ManagementKind, unknown>> = {
  readonly [K in ManagementKind]: (row: Rows[K]) => FormPairs
}

const never = (): FormPairs => {
  throw new AppError('invalid-input', 'Rows of this kind are made by the site itself and cannot be written.')
}

/** The form of a new row; the fields that a site insists on are all there, the empty ones too (F3, F32). */
export const newRowForms: Forms<NewManagementRows> = {
  datasource: row => [['identifier', row.identifier], ...arrayPairs('options', row.options ?? {})],
  legacysource: row => [['identifier', row.identifier], ...arrayPairs('options', row.options ?? {})],
  endpoint: row => [
    ['name', row.name],
    ['dataSource', String(row.dataSource)],
    ['fieldList', ''],
    ['accessCondition', ''],
    ['allowedOutputMethods', '']
  ],
  apikey: row => [['apiKey', { keyRef: row.keyRef }]],
  grant: row => [
    ['apiKey', String(row.apiKey)],
    ['dataAccess', String(row.endpoint)],
    ['readOnly', scalarText(row.readOnly)]
  ],
  sync: row => [
    ['dataAccess', String(row.endpoint)],
    ['toUri', ''],
    ['apiKey', ''],
    ['active', scalarText(row.active)]
  ],
  relation: never,
  host: row => [
    ['host', row.host],
    ['active', scalarText(row.active)],
    ['apiKey', { keyRef: row.keyRef }],
    ['apiVersion', '1'],
    ['urlTemplate', row.urlTemplate],
    ['state', String(row.state)],
    ['lastUpdate', dateText(row.lastUpdate)]
  ],
  lease: newLeaseForm,
  hostentity: row => [
    ['syncId', String(row.syncId)],
    ['hostId', String(row.hostId)],
    ['entityId', row.entityId],
    ['sync', String(row.syncId)],
    ['host', String(row.hostId)]
  ],
  change: never,
  idmapping: row => [
    ['foreignHost', row.foreignHost],
    ['entityType', row.entityType],
    ...arrayPairs('foreignId', row.foreignId),
    ...arrayPairs('localId', row.localId)
  ]
}

/** The form of a change. What is left out keeps its value (F15). */
export const patchForms: Forms<ManagementPatches> = {
  datasource: patch => sourcePatch(patch),
  legacysource: patch => sourcePatch(patch),
  endpoint: patch => [
    ...optional('name', patch.name),
    ...(patch.fieldList === undefined ? [] : arrayPairs('fieldList', patch.fieldList))
  ],
  apikey: never,
  grant: patch => [...optional('readOnly', patch.readOnly)],
  sync: patch => [...optional('active', patch.active)],
  relation: never,
  host: patch => [
    ...optional('active', patch.active),
    ...optional('state', patch.state),
    ...optional('urlTemplate', patch.urlTemplate),
    ...optional('host', patch.host),
    ...(patch.keyRef === undefined ? [] : [['apiKey', { keyRef: patch.keyRef }] as const]),
    ...optional('lastUpdate', patch.lastUpdate === undefined ? undefined : dateText(patch.lastUpdate))
  ],
  lease: leasePatchForm,
  hostentity: never,
  change: never,
  idmapping: patch => [
    ...optional('foreignHost', patch.foreignHost),
    ...(patch.foreignId === undefined ? [] : arrayPairs('foreignId', patch.foreignId)),
    ...(patch.localId === undefined ? [] : arrayPairs('localId', patch.localId))
  ]
}

function sourcePatch(patch: ManagementPatches['datasource']): FormPairs {
  return [
    ...optional('identifier', patch.identifier),
    ...(patch.options === undefined ? [] : arrayPairs('options', patch.options))
  ]
}

function optional(name: string, value: string | number | boolean | undefined): (readonly [string, string])[] {
  return value === undefined ? [] : [[name, scalarText(value)]]
}

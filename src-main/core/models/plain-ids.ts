import type { Model, ModelName } from './model.ts'

/** What a plain field names by its id: stable words. */
export type PlainIdOf =
  | 'language'
  | 'user'
  | 'user-group'
  | 'crm-group'
  | 'mail-template'
  | 'media-entry'
  | 'invitee'
  | 'registration-form'

export interface PlainId {
  readonly field: string
  readonly of: PlainIdOf
}

const calendar = (name: string): ModelName => `Cx\\Modules\\Calendar\\Model\\Entity\\${name}`

const known: ReadonlyMap<ModelName, readonly PlainId[]> = new Map<ModelName, readonly PlainId[]>([
  [
    calendar('Event'),
    [
      { field: 'showIn', of: 'language' },
      { field: 'author', of: 'user' },
      { field: 'invitedGroups', of: 'user-group' },
      { field: 'invitedCrmGroups', of: 'crm-group' },
      { field: 'excludedCrmGroups', of: 'crm-group' },
      { field: 'emailTemplate', of: 'mail-template' },
      { field: 'invitationEmailTemplate', of: 'mail-template' },
      { field: 'placeMediadirId', of: 'media-entry' },
      { field: 'hostMediadirId', of: 'media-entry' }
    ]
  ],
  [calendar('Registration'), [{ field: 'userId', of: 'user' }]],
  // Part of its identifier, and kept as it was sent (F19); a form shows the names that have its own id there.
  [calendar('RegistrationFormFieldName'), [{ field: 'formId', of: 'registration-form' }]],
  [calendar('Invite'), [{ field: 'inviteeId', of: 'invitee' }]],
  ['Cx\\Core_Modules\\Contact\\Model\\Entity\\Form', [{ field: 'crmCustomerGroups', of: 'crm-group' }]]
])

/** Names of plain fields that hold the id of one language. */
const languageFields: ReadonlySet<string> = new Set(['langId', 'lang'])

/**
 * Plain fields in which entities name other things by their ids. They are no associations, so no replica maps them (F18): they arrive as they
 * are, and mean whatever has that id there.
 */
export function plainIdsOf(model: Model): readonly PlainId[] {
  const language = languageFieldOf(model)
  return [
    ...(language ? [{ field: language, of: 'language' } as const] : []),
    ...(known.get(model.name) ?? [])
  ]
}

/** A field that names one language, or a list of them with commas between. */
export interface LanguageField {
  readonly field: string
  readonly list: boolean
}

/** All fields in which entities of a model name languages. */
export function languageFieldsOf(model: Model): LanguageField[] {
  const own = languageFieldOf(model)
  return plainIdsOf(model)
    .filter(({ of }) => of === 'language')
    .map(({ field }) => ({ field, list: field !== own }))
}

/** The field in which entities of a model name their one language; null where they name none. */
export function languageFieldOf(model: Model): string | null {
  const own = [...model.identifier.filter(({ association }) => !association), ...model.fields]
  return own.find(({ name }) => languageFields.has(name))?.name ?? null
}

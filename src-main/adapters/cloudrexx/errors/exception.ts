import type { ErrorCode } from '../../../core/shared/error-codes.ts'

/** What the text of a refusal means. `nothingWritten`: it proves that the site changed nothing (F40: most texts do not). */
export interface Meaning {
  readonly code: ErrorCode
  readonly nothingWritten: boolean
}

/** `Exception of type "…" with message "…"` (F5), in JSON or as plain text. */
const exceptionText = /^\s*Exception of type "([^"]+)" with message "([\s\S]*)"\s*$/

interface Rule extends Meaning {
  readonly type?: RegExp
  readonly message?: RegExp
}

/** The first rule that fits counts. */
const rules: readonly Rule[] = [
  // The entity is written before its mapping is: a refusal of the mapping leaves an entity behind (F16).
  { message: /INSERT INTO \w*sync_id_mapping/, code: 'value-refused', nothingWritten: false },
  { type: /NonUniqueResultException$/, code: 'mapping-doubled', nothingWritten: true },
  { message: /^Entry not found!$/, code: 'entity-not-found', nothingWritten: true },
  { message: /^No such DataSource/, code: 'entity-not-found', nothingWritten: true },
  { type: /UniqueConstraintViolation/, code: 'name-taken', nothingWritten: true },
  { message: /SQLSTATE\[23000\][\s\S]*\b1062\b/, code: 'name-taken', nothingWritten: true },
  { message: /\b1452\b|Cannot add or update a child row/, code: 'value-refused', nothingWritten: true },
  { type: /ForeignKeyConstraintViolation/, code: 'row-in-use', nothingWritten: true },
  { type: /NotNullConstraintViolation/, code: 'value-refused', nothingWritten: true },
  {
    message: /^(Illegal|Invalid|Unknown field|Entity not found|Operation )/i,
    code: 'value-refused',
    nothingWritten: true
  },
  { message: /Failed to parse time string/, code: 'value-refused', nothingWritten: true },
  { type: /InvalidArgument|Validation/, code: 'value-refused', nothingWritten: false },
  {
    message: /Data too long|Out of range value|Incorrect \w+ value/,
    code: 'value-refused',
    nothingWritten: true
  }
]

export interface SiteException {
  readonly type: string
  readonly message: string
}

/** The exception that a text names, if it names one. */
export function readException(text: string): SiteException | null {
  const found = exceptionText.exec(text)
  return found ? { type: found[1] ?? '', message: found[2] ?? '' } : null
}

/** What an exception means; what nobody foresaw is a bad answer that may have written anything. */
export function meaningOf(exception: SiteException): Meaning {
  const rule = rules.find(
    ({ type, message }) => (type?.test(exception.type) ?? true) && (message?.test(exception.message) ?? true)
  )
  return rule ?? { code: 'site-answered-badly', nothingWritten: false }
}

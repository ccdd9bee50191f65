/** A statement that the database refuses; Doctrine wraps it into an exception of its own class (F5). */
export class DatabaseError extends Error {
  readonly exception: string

  constructor(exception: string, statement: string, params: readonly unknown[], cause: string) {
    const shown = params.map(value =>
      value === undefined ? 'null' : JSON.stringify(value).replaceAll('/', '\\/')
    )
    super(
      `An exception occurred while executing '${statement}' with params [${shown.join(', ')}]:\n\n${cause}`
    )
    this.exception = `Doctrine\\DBAL\\Exception\\${exception}`
  }
}

/** What a statement looked like, for the message of its exception. */
export interface Statement {
  readonly text: string
  readonly params: readonly unknown[]
}

const INTEGRITY = 'SQLSTATE[23000]: Integrity constraint violation:'

export function duplicateEntry({ text, params }: Statement, entry: string, key: string): DatabaseError {
  const cause = `${INTEGRITY} 1062 Duplicate entry '${entry}' for key '${key}'`
  return new DatabaseError('UniqueConstraintViolationException', text, params, cause)
}

export function columnCannotBeNull({ text, params }: Statement, column: string): DatabaseError {
  const cause = `${INTEGRITY} 1048 Column '${column}' cannot be null`
  return new DatabaseError('NotNullConstraintViolationException', text, params, cause)
}

export function rowInUse({ text, params }: Statement, constraint: string): DatabaseError {
  const cause = `${INTEGRITY} 1451 Cannot delete or update a parent row: a foreign key constraint fails (${constraint})`
  return new DatabaseError('ForeignKeyConstraintViolationException', text, params, cause)
}

export function parentMissing({ text, params }: Statement, constraint: string): DatabaseError {
  const cause = `${INTEGRITY} 1452 Cannot add or update a child row: a foreign key constraint fails (${constraint})`
  return new DatabaseError('ForeignKeyConstraintViolationException', text, params, cause)
}

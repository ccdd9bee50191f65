/** What a column can hold. The names are those of MariaDB. */
export type ColumnType =
  | 'int'
  | 'tinyint'
  | 'smallint'
  | 'varchar'
  | 'char'
  | 'text'
  | 'mediumtext'
  | 'longtext'
  | 'enum'
  | 'timestamp'
  | 'datetime'

/** One column of a table. */
export interface ColumnDefinition {
  readonly type: ColumnType
  readonly length?: number
  readonly values?: readonly string[]
  readonly unsigned?: boolean
  readonly nullable?: boolean
  readonly auto?: boolean
  readonly default?: string
  readonly onUpdate?: boolean
}

/** A foreign key; all of Cloudrexx's are RESTRICT. */
export interface ForeignKey {
  readonly name: string
  readonly column: string
  readonly table: string
  readonly key: string
}

/** One table, its name without the site's prefix. */
export interface TableDefinition {
  readonly columns: Readonly<Record<string, ColumnDefinition>>
  readonly primary: readonly string[]
  readonly unique?: Readonly<Record<string, readonly string[]>>
  readonly index?: readonly string[]
  readonly foreign?: readonly ForeignKey[]
}

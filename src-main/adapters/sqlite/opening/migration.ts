/** One numbered change of the schema. A database's version is the number of migrations it has had. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

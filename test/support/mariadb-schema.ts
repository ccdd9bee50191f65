/** The tables of a Cloudrexx site that the scripts touch, with the columns, keys and foreign keys of a fresh installation. */

export interface SchemaOptions {
  readonly prefix?: string
  readonly engine?: 'InnoDB' | 'MyISAM'
  /** Sites were set up over many years: their tables need not have one collation. */
  readonly collations?: readonly [one: string, other: string]
}

export const siteTableNames = [
  'core_data_source',
  'core_module_data_access',
  'core_module_data_access_apikey',
  'core_module_data_access_data_access_apikey',
  'core_module_sync',
  'core_module_sync_relation',
  'core_module_sync_id_mapping'
] as const

/** Names behind `Cx\Modules\Calendar\Model\Entity\` that a fresh installation has data sources, endpoints and Sync rows for (F35). */
const calendarModels = [
  'Event',
  'Category',
  'CategoryName',
  'EventField',
  'Mail',
  'Registration',
  'RegistrationForm',
  'RegistrationFormField',
  'RegistrationFormName',
  'RegistrationFormValue',
  'Invite'
]

/** Statements that make the tables of a fresh site and fill them as the installer does. */
export function freshSite(options: SchemaOptions = {}): string {
  return [createTables(options), freshRows(options.prefix ?? 'contrexx_')].join('\n')
}

function createTables({
  prefix = 'contrexx_',
  engine = 'InnoDB',
  collations = ['utf8_unicode_ci', 'utf8_unicode_ci']
}: SchemaOptions): string {
  const [one, other] = collations
  const p = prefix
  const table = (name: string, columns: string, collation = one) =>
    `CREATE TABLE \`${p}${name}\` (${columns}) ENGINE=${engine} DEFAULT CHARSET=utf8 COLLATE=${collation};`
  const reference = (name: string, column: string, target: string) =>
    `KEY (${column}), CONSTRAINT \`${p}${name}_ibfk_${column}\` FOREIGN KEY (${column}) REFERENCES \`${p}${target}\` (id)`
  return [
    table(
      'core_data_source',
      `id int NOT NULL AUTO_INCREMENT PRIMARY KEY, identifier varchar(255) NOT NULL UNIQUE, options longtext NOT NULL,
       type enum('doctrineRepository','legacyDatabaseRepository') NOT NULL`
    ),
    table(
      'core_module_data_access',
      `id int NOT NULL AUTO_INCREMENT PRIMARY KEY, read_permission int NULL, write_permission int NULL,
       data_source_id int NULL, name varchar(255) NOT NULL UNIQUE, field_list longtext NOT NULL,
       access_condition longtext NOT NULL, allowed_output_methods longtext NOT NULL,
       ${reference('core_module_data_access', 'data_source_id', 'core_data_source')}`
    ),
    table(
      'core_module_data_access_apikey',
      'id int NOT NULL AUTO_INCREMENT PRIMARY KEY, api_key varchar(32) NOT NULL UNIQUE',
      other
    ),
    table(
      'core_module_data_access_data_access_apikey',
      `id int NOT NULL AUTO_INCREMENT PRIMARY KEY, api_key_id int NULL, data_access_id int NULL, read_only tinyint(1) NULL,
       ${reference('core_module_data_access_apikey', 'api_key_id', 'core_module_data_access_apikey')},
       ${reference('core_module_data_access_apikey', 'data_access_id', 'core_module_data_access')}`
    ),
    table(
      'core_module_sync',
      `id int NOT NULL AUTO_INCREMENT PRIMARY KEY, data_access_id int NULL, to_uri varchar(255) NOT NULL,
       api_key varchar(32) NOT NULL, active tinyint(1) NOT NULL,
       ${reference('core_module_sync', 'data_access_id', 'core_module_data_access')}`
    ),
    table(
      'core_module_sync_relation',
      `id int NOT NULL AUTO_INCREMENT PRIMARY KEY, parent_id int NULL, related_sync_id int NOT NULL,
       foreign_data_access_id int NOT NULL, lft int NOT NULL, rgt int NOT NULL, lvl int NOT NULL,
       local_field_name varchar(255) NOT NULL, do_sync tinyint(1) NOT NULL, default_entity_id int NOT NULL,
       ${reference('core_module_sync_relation', 'foreign_data_access_id', 'core_module_data_access')}`
    ),
    table(
      'core_module_sync_id_mapping',
      `id int NOT NULL AUTO_INCREMENT PRIMARY KEY, foreign_host varchar(255) NOT NULL, entity_type varchar(255) NOT NULL,
       foreign_id longtext NOT NULL, local_id longtext NOT NULL`,
      other
    )
  ].join('\n')
}

function freshRows(p: string): string {
  return calendarModels
    .map((model, index) => {
      const id = index + 1
      return (
        `INSERT INTO \`${p}core_data_source\` VALUES (${id}, 'Cx\\\\Modules\\\\Calendar\\\\Model\\\\Entity\\\\${model}', 'a:0:{}', 'doctrineRepository');\n` +
        `INSERT INTO \`${p}core_module_data_access\` VALUES (${id}, NULL, NULL, ${id}, 'calendar-${model.toLowerCase()}', 'a:0:{}', 'a:0:{}', 'a:0:{}');\n` +
        `INSERT INTO \`${p}core_module_sync\` VALUES (${id}, ${id}, '', '', 0);`
      )
    })
    .join('\n')
}

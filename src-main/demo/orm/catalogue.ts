import definitions from '../catalogue/models.json' with { type: 'json' }
import { Model } from './model.ts'
import type { ModelDefinition } from './model.ts'
import { SiteException } from './site-exception.ts'

const CALENDAR = 'Cx\\Modules\\Calendar\\Model\\Entity\\'

/** Names of Cloudrexx's own classes that the double treats by name. */
export const CLASSES = {
  dataSource: 'Cx\\Core\\DataSource\\Model\\Entity\\DataSource',
  legacySource: 'Cx\\Core\\DataSource\\Model\\Entity\\LegacyDatabaseRepository',
  rewriteRule: 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule',
  apiKey: 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\ApiKey',
  host: 'Cx\\Core_Modules\\Sync\\Model\\Entity\\Host',
  idMapping: 'Cx\\Core_Modules\\Sync\\Model\\Entity\\IdMapping',
  event: `${CALENDAR}Event`,
  eventField: `${CALENDAR}EventField`
} as const

/** Entities of this namespace never enter the queue, and never get a mapping. */
export const SYNC_NAMESPACE = 'Cx\\Core_Modules\\Sync'

/** The Doctrine classes that a site knows. */
export class Catalogue {
  private readonly models: ReadonlyMap<string, Model>

  constructor(more: readonly ModelDefinition[] = []) {
    const known = definitions as readonly ModelDefinition[]
    this.models = new Map([...known, ...more].map(definition => [definition.class, new Model(definition)]))
  }

  find(className: string): Model | undefined {
    return this.models.get(className)
  }

  /** A class that does not exist is answered as in `calendar.list:calendar-registrationformname` (F35). */
  get(className: string): Model {
    const model = this.models.get(className)
    if (model) return model
    const type = 'Doctrine\\Common\\Persistence\\Mapping\\MappingException'
    throw new SiteException(type, `Class '${className}' does not exist`)
  }

  /** A class by its whole or its short name. */
  byName(name: string): Model | undefined {
    if (this.models.has(name)) return this.models.get(name)
    for (const model of this.models.values()) if (model.class.endsWith(`\\${name}`)) return model
    return undefined
  }
}

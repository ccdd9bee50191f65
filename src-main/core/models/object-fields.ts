import type { Model, ModelName } from './model.ts'

/** Fields that hold PHP objects: Cloudrexx's own push leaves them out (F24). */
const known: ReadonlyMap<ModelName, readonly string[]> = new Map([
  ['Cx\\Core\\Routing\\Model\\Entity\\RewriteRule', ['regularExpression']]
])

export function objectFieldsOf({ name }: Pick<Model, 'name'>): readonly string[] {
  return known.get(name) ?? []
}

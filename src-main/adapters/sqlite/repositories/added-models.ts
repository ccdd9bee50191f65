import { asc, eq } from 'drizzle-orm'
import type { AddedModel, AddedModels } from '../../../core/models/by-hand/added-model.ts'
import type { Connection } from '../connection.ts'
import { fromJson, toJson } from '../json-column.ts'
import { modelDescription } from '../json-shapes.ts'
import { addedModels } from '../schema/models.ts'

export function addedModelRepository({ orm }: Connection): AddedModels {
  return {
    list: () =>
      orm
        .select()
        .from(addedModels)
        .orderBy(asc(addedModels.name))
        .all()
        .map(({ name, description }): AddedModel => ({ name, ...fromJson(description, modelDescription) })),

    put({ name, ...model }) {
      const description = toJson(model)
      orm
        .insert(addedModels)
        .values({ name, description })
        .onConflictDoUpdate({ target: addedModels.name, set: { description } })
        .run()
    },

    remove(name) {
      orm.delete(addedModels).where(eq(addedModels.name, name)).run()
    }
  }
}

import { knowByHand } from '../../core/models/catalogue.ts'
import type { AddedModels } from '../../core/models/by-hand/added-model.ts'

/** What is kept is what the catalogue knows beside its own: from the start of the program, and after each change. */
export function knownAdded(kept: AddedModels): AddedModels {
  const known = (): void => knowByHand(kept.list())
  known()
  return {
    list: () => kept.list(),
    put(model) {
      kept.put(model)
      known()
    },
    remove(name) {
      kept.remove(name)
      known()
    }
  }
}

import { ownModels } from './journeys/models.ts'
import { proveAll } from './prove.ts'

proveAll(ownModels)

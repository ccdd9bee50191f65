import { waysBack } from './journeys/undo.ts'
import { proveAll } from './prove.ts'

proveAll(waysBack)

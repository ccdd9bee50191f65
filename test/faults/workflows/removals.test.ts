import { removals } from './journeys/removals.ts'
import { proveAll } from './prove.ts'

proveAll(removals)

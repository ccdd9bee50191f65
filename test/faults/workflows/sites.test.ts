import { sites } from './journeys/sites.ts'
import { proveAll } from './prove.ts'

proveAll(sites)

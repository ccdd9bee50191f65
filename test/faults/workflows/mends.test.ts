import { mends } from './journeys/mends.ts'
import { proveAll } from './prove.ts'

proveAll(mends)

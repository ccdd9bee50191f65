import { links } from './journeys/links.ts'
import { proveAll } from './prove.ts'

proveAll(links)

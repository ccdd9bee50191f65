import type { Bench } from '../figure.ts'
import { fanOut } from './fan-out.ts'
import { fewChanges } from './few-changes.ts'
import { fleetList } from './fleet-list.ts'
import { firstSync } from './first-sync.ts'
import { graph } from './graph.ts'
import { growth } from './growth.ts'
import { idle } from './idle.ts'
import { journal } from './journal.ts'
import { largeMemory } from './large-memory.ts'
import { resume } from './resume.ts'
import { runsTable } from './runs-table.ts'
import { startup } from './startup.ts'
import { status } from './status.ts'

/** In the order of the table. */
export const benches: readonly Bench[] = [
  firstSync,
  journal,
  fewChanges,
  largeMemory,
  fanOut,
  resume,
  status,
  growth,
  startup,
  idle,
  graph,
  runsTable,
  fleetList
]

import type { Bench } from '../figure.ts'
import { fanOut } from './fan-out.ts'
import { fewChanges } from './few-changes.ts'
import { firstSync } from './first-sync.ts'
import { growth } from './growth.ts'
import { largeMemory } from './large-memory.ts'

/** In the order of the table. */
export const benches: readonly Bench[] = [firstSync, fewChanges, fanOut, largeMemory, growth]

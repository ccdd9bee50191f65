import type { Bench } from '../figure.ts'
import { firstSync } from './first-sync.ts'

/** In the order of the table. */
export const benches: readonly Bench[] = [firstSync]

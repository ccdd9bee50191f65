import type { Journey } from '../journey.ts'
import { links } from './links.ts'
import { mends } from './mends.ts'
import { ownModels } from './models.ts'
import { removals } from './removals.ts'
import { sites } from './sites.ts'
import { waysBack } from './undo.ts'

/** Every workflow that the suites know. */
export const journeys: readonly Journey[] = [
  ...links,
  ...removals,
  ...sites,
  ...mends,
  ...ownModels,
  ...waysBack
]

import type { Database } from '../engine/database.ts'
import type { ContentAmounts, SiteDouble } from '../site-double-types.ts'
import { seedCalendar } from './calendar.ts'
import { Random } from './random.ts'
import { generateRewriteRules, seedRewriteRules } from './rewrite-rules.ts'

export type { ContentAmounts }

/** Fills a site's tables with made-up content, the same for the same seed. */
export function seedTables(database: Database, defaultSeed: number, amounts: ContentAmounts): void {
  const { seed = defaultSeed, rewriteRules = 0, lazyRewriteRules = 0, events = 0 } = amounts
  if (lazyRewriteRules > 0) generateRewriteRules(database, seed, lazyRewriteRules)
  if (rewriteRules > 0) seedRewriteRules(database, new Random(seed), rewriteRules)
  if (events > 0) seedCalendar(database, new Random(seed ^ 0x5eed), events)
}

/** Fills a running double with made-up content; it stands beside what the site has already. */
export function seedContent(double: SiteDouble, amounts: ContentAmounts): void {
  double.admin.seed(amounts)
}

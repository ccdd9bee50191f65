import type { Database } from '../engine/database.ts'
import type { ContentAmounts, SiteDouble } from '../site-double-types.ts'
import { Random } from './random.ts'
import { seedRewriteRules } from './rewrite-rules.ts'

export type { ContentAmounts }

/** Fills a site with made-up content, the same for the same seed. */
export class ContentSeeder {
  private readonly database: Database
  private readonly seedBefore: number

  constructor(database: Database, seed: number) {
    this.database = database
    this.seedBefore = seed
  }

  seed({ seed = this.seedBefore, rewriteRules = 0 }: ContentAmounts): void {
    const random = new Random(seed)
    if (rewriteRules > 0) seedRewriteRules(this.database, random, rewriteRules)
  }
}

/** Fills a running double with made-up content; it stands beside what the site has already. */
export function seedContent(double: SiteDouble, amounts: ContentAmounts): void {
  double.admin.seed(amounts)
}

import type { Database } from '../engine/database.ts'
import { GeneratedRows } from '../engine/generated-rows.ts'
import type { Row } from '../site-double-types.ts'
import { Random } from './random.ts'

const TOPICS = [
  'angebot',
  'news',
  'team',
  'produkte',
  'events',
  'about',
  'kontakt',
  'downloads',
  'galerie',
  'jobs',
  'partner'
]
const PLACES = [
  'bern',
  'thun',
  'basel',
  'chur',
  'zug',
  'luzern',
  'aarau',
  'biel',
  'genf',
  'olten',
  'uster',
  'wil'
]
const CODES = ['301', '301', '301', '302', 'intern'] as const

/** Redirects as an agency leaves them behind after a relaunch: valid, none twice, and without a slash inside, which a site refuses. */
export function seedRewriteRules(database: Database, random: Random, count: number): void {
  const table = database.table('core_rewrite_rule')
  for (let i = 0; i < count; i++) table.load(rewriteRule(random, table.nextId, i + 1))
}

/** The same in any number, made up whenever they are read: they take the place of the rules that the site had. */
export function generateRewriteRules(database: Database, seed: number, count: number): void {
  const make = (id: number): Row => rewriteRule(new Random(seed + Math.imul(id, 0x9e3779b1)), id, id)
  database.table('core_rewrite_rule').adopt(new GeneratedRows(count, make), count + 1)
}

function rewriteRule(random: Random, id: number, order: number): Row {
  const path = `${random.pick(TOPICS)}-${random.pick(PLACES)}-${id}`
  const target = random.chance(0.3) ? `/${random.pick(TOPICS)}-${id}/` : '/'
  return {
    id,
    regular_expression: `/^old-${path}$${target}`,
    continue_on_match: random.chance(0.1) ? 1 : 0,
    rewrite_status_code: random.pick(CODES),
    order_no: order
  }
}

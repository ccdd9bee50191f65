/** Faults at seeded requests. */
import type { FaultKind } from '../../src-main/demo/site-double.ts'
import type { TestSite } from '../support/fleet.ts'
import type { Random } from '../support/random.ts'

export interface Spoiling {
  /** Which part of the requests is hit. */
  readonly share: number
  /** No more than so many in all. */
  readonly most: number
  readonly fits?: (method: string, path: string) => boolean
}

/** Spoils requests of a site by chance; gives how many were hit. */
export function spoil(
  { double }: TestSite,
  fault: FaultKind,
  chance: Random,
  { share, most, fits = () => true }: Spoiling
): { hits(): number } {
  let hits = 0
  const match = (method: string, path: string): boolean => {
    if (hits >= most || !fits(method, path) || !chance.chance(share)) return false
    hits += 1
    return true
  }
  double.faults.add({ ...fault, match, times: Infinity })
  return { hits: () => hits }
}

export const isPush = (method: string, path: string): boolean =>
  path.startsWith('/api/sync/') && (method === 'PUT' || method === 'POST' || method === 'DELETE')

export const isList = (method: string, path: string): boolean => method === 'GET' && path.includes('limit=')

export const isListOf =
  (endpoint: string) =>
  (method: string, path: string): boolean =>
    isList(method, path) && path.includes(`/${endpoint}?`)

/** Of a model's mappings; not the search for the site's marker, which goes first. */
export const isListOfMappings = (method: string, path: string): boolean =>
  isListOf('rexxfleet-idmapping')(method, path) && path.includes('RewriteRule')

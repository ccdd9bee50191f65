import type { SiteView } from '@contract/shapes.ts'
import { hostOf, inTrouble } from '../site-health.ts'
import { readSort, type SiteSort } from './site-sort.ts'

const environments = ['', 'production', 'staging', 'test'] as const
const states = ['', 'good', 'trouble', 'pending'] as const

export interface SiteFilter {
  readonly text: string
  readonly environment: (typeof environments)[number]
  readonly state: (typeof states)[number]
  readonly tag: string
}

/** A filter and an order under a name. */
export interface SavedFilter {
  readonly name: string
  readonly filter: SiteFilter
  readonly sort: SiteSort
}

export const noFilter: SiteFilter = { text: '', environment: '', state: '', tag: '' }

function stateOf(site: SiteView): SiteFilter['state'] {
  if (site.state === 'pending') return 'pending'
  return inTrouble(site) ? 'trouble' : 'good'
}

/** Every word of the text has to occur in name, host or tags. */
export function fits(site: SiteView, filter: SiteFilter): boolean {
  if (filter.environment && site.environment !== filter.environment) return false
  if (filter.state && stateOf(site) !== filter.state) return false
  if (filter.tag && !site.tags.includes(filter.tag)) return false
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = `${site.name} ${hostOf(site)} ${site.tags.join(' ')}`.toLowerCase()
  return words.every(word => text.includes(word))
}

export function isFiltering(filter: SiteFilter): boolean {
  return filter.text !== '' || filter.environment !== '' || filter.state !== '' || filter.tag !== ''
}

export function readFilter(value: unknown): SiteFilter | null {
  if (typeof value !== 'object' || value === null) return null
  const { text, environment, state, tag } = value as Record<string, unknown>
  return {
    text: typeof text === 'string' ? text : '',
    environment: environments.find(one => one === environment) ?? '',
    state: states.find(one => one === state) ?? '',
    tag: typeof tag === 'string' ? tag : ''
  }
}

export function readSavedFilters(value: unknown): SavedFilter[] | null {
  if (!Array.isArray(value)) return null
  return value.flatMap((one: { name?: unknown; filter?: unknown; sort?: unknown } | null) => {
    const [filter, sort] = [readFilter(one?.filter), readSort(one?.sort)]
    return typeof one?.name === 'string' && filter && sort ? [{ name: one.name, filter, sort }] : []
  })
}

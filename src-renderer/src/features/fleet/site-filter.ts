import type { SiteView } from '@contract/shapes.ts'
import { hostOf, inTrouble } from './site-health.ts'

export interface SiteFilter {
  readonly text: string
  readonly environment: '' | SiteView['environment']
  readonly state: '' | 'good' | 'trouble' | 'pending'
  readonly tag: string
}

export const noFilter: SiteFilter = { text: '', environment: '', state: '', tag: '' }

function stateOf(site: SiteView): SiteFilter['state'] {
  if (site.state === 'pending') return 'pending'
  return inTrouble(site) ? 'trouble' : 'good'
}

/** Every word of the text has to occur in name, host or tags. */
export function filterSites(sites: readonly SiteView[], filter: SiteFilter): SiteView[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return sites.filter(site => {
    if (filter.environment && site.environment !== filter.environment) return false
    if (filter.state && stateOf(site) !== filter.state) return false
    if (filter.tag && !site.tags.includes(filter.tag)) return false
    const text = `${site.name} ${hostOf(site)} ${site.tags.join(' ')}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
}

export function isFiltering(filter: SiteFilter): boolean {
  return filter.text !== '' || filter.environment !== '' || filter.state !== '' || filter.tag !== ''
}

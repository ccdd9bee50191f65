import type { SiteView } from '@contract/shapes.ts'
import type { IconName } from '@/ui/icons.ts'
import type { Tone } from '@/ui/tone.ts'

export interface HealthMark {
  readonly word: string
  readonly tone: Tone
  readonly icon: IconName
}

type Health = NonNullable<SiteView['health']>['state']

const marks: Record<Health, HealthMark> = {
  unknown: { word: 'unknown', tone: 'idle', icon: 'waiting' },
  ok: { word: 'ok', tone: 'ok', icon: 'ok' },
  slow: { word: 'slow', tone: 'warn', icon: 'slow' },
  unreachable: { word: 'unreachable', tone: 'bad', icon: 'offline' },
  refused: { word: 'refused', tone: 'bad', icon: 'lock' },
  maintenance: { word: 'maintenance', tone: 'warn', icon: 'pause' },
  'not-a-site': { word: 'not-a-site', tone: 'bad', icon: 'failed' }
}

/** How a site's state is shown: colour, icon and word. */
export function healthMark(state: Health): HealthMark {
  return marks[state]
}

export function siteMark(site: SiteView): HealthMark {
  if (site.state === 'pending') return { word: 'pending', tone: 'plan', icon: 'plan' }
  return healthMark(site.health?.state ?? 'unknown')
}

export function inTrouble(site: SiteView): boolean {
  const tone = siteMark(site).tone
  return tone === 'bad' || tone === 'warn'
}

/** The address without its scheme: what people recognise. */
export function hostOf(site: SiteView): string {
  return site.baseUrl.replace(/^https?:\/\//, '')
}

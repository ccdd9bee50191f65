export type SiteId = string

/** Names a key in the keychain. Knowing the name gives nobody the key. */
export type KeyRef = string

export const environments = ['production', 'staging', 'test'] as const
export type Environment = (typeof environments)[number]

/** `pending`: the enrolment script was handed out, and its key does not answer yet. */
export const siteStates = ['pending', 'enrolled'] as const
export type SiteState = (typeof siteStates)[number]

/** One Cloudrexx installation that Rexxfleet looks after. */
export interface Site {
  readonly id: SiteId
  readonly name: string
  /** Where the site's REST interface starts, without a slash at the end: `https://www.example.ch`. */
  readonly baseUrl: string
  /** The main domain that the site itself has configured: its name as a sender (F38, F45). */
  readonly mainDomain: string
  /** Prefix of the site's tables, for the SQL that a person has to run. */
  readonly tablePrefix: string
  readonly tags: readonly string[]
  readonly environment: Environment
  /** The management key may only read: such a site can be a primary of what is already granted, never a replica. */
  readonly readOnly: boolean
  /** Plain http is allowed for this address although it is not loopback. */
  readonly allowHttp: boolean
  readonly state: SiteState
  /** The uuid of the marker row on the site, by which it is known again behind another address. Null: none could be left. */
  readonly marker: string | null
  readonly keyRef: KeyRef
  /** Belongs to the demo fleet, whose sites Rexxfleet itself runs. */
  readonly demo: boolean
  readonly addedAt: number
}

/** What can be changed about a site after it was added. */
export type SitePatch = Partial<Omit<Site, 'id' | 'addedAt'>>

export const healthStates = [
  'unknown',
  'ok',
  'slow',
  'unreachable',
  'refused',
  'maintenance',
  'not-a-site'
] as const
export type HealthState = (typeof healthStates)[number]

/** One look at a site. `latencyMs` is the time of the cheapest request; null where no answer came. */
export interface SiteHealth {
  readonly state: HealthState
  readonly checkedAt: number
  readonly latencyMs: number | null
  /** The error code behind a bad state, for the message. */
  readonly code: string | null
}

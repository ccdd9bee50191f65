import { AppError } from '../shared/app-error.ts'
import { addressKey } from './address.ts'
import type { Site, SiteId } from './site.ts'

/** Text of one line, as names and tags are: nothing in it steers a terminal. */
// eslint-disable-next-line no-control-regex
export const oneLineForm = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/

/** Two names that differ in case or in how an umlaut is composed are one name. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

/** Refuses a name that another site of the fleet has. */
export function refuseTakenName(name: string, fleet: readonly Site[], except?: SiteId): void {
  const taken = fleet.find(site => site.id !== except && nameKey(site.name) === nameKey(name))
  if (!taken) return
  throw new AppError(
    'site-already-added',
    `There is a site named '${taken.name}' already. Choose another name.`,
    {
      what: 'name',
      site: taken.name
    }
  )
}

/** Refuses an address under which the fleet has a site, however it is spelled. */
export function refuseKnownAddress(baseUrl: string, fleet: readonly Site[]): void {
  const key = addressKey(baseUrl)
  const known = fleet.find(site => addressKey(site.baseUrl) === key)
  if (!known) return
  throw new AppError(
    'site-already-added',
    `This address is in the fleet already, as '${known.name}' (${known.baseUrl}).`,
    {
      what: 'address',
      site: known.name,
      baseUrl: known.baseUrl
    }
  )
}

/** A name for files: what a file system anywhere takes, and a person recognises. */
export function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain.slice(0, 60).replace(/-+$/, '') || 'site'
}

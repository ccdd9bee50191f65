import { asSent } from '../calendar/as-sent.ts'
import type { SiteReader } from '../fleet/site-access.ts'
import { inLanguages } from '../languages/in-languages.ts'
import type { Link } from '../topology/link.ts'

/**
 * The primary as a run of the link sees it: as it is sent, in the languages of the replica. Whoever compares the two sides reads it like
 * this, or finds differences that no run would.
 */
export function asRunsSee(primary: SiteReader, link: Pick<Link, 'twinId' | 'languages'>): SiteReader {
  return inLanguages(asSent(primary, link), link.languages)
}

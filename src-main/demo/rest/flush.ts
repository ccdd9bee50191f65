import { SiteException } from '../orm/site-exception.ts'
import type { Site } from '../site.ts'

/**
 * What Cloudrexx does after the rows are written: it empties a cache on disk. Where it cannot, the request fails although the
 * rows stand, and nothing that should follow happens, mappings included (F40).
 */
export function flushed(site: Site): void {
  if (site.cacheWritable) return
  throw new SiteException('Cx\\Lib\\FileSystem\\FileSystemException', 'Unable to write to the cache folder')
}

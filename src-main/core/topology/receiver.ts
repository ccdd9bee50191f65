import type { Site } from '../fleet/site.ts'

/** States of a host row (F28). */
export const hostState = { idle: 0, locked: 1, stopped: 2 } as const

/**
 * The replica as Cloudrexx's own push addresses it. `host` is unique on a primary, and the template's `[[HOST]]`: it holds port and folder as
 * well, so that two sites of one machine do not share a row. The scheme is always written out (F30).
 */
export interface Receiver {
  readonly host: string
  readonly urlTemplate: string
}

export function receiverOf({ baseUrl }: Pick<Site, 'baseUrl'>): Receiver {
  const { protocol, host, pathname } = new URL(baseUrl)
  return {
    host: `${host}${pathname.replace(/\/+$/, '')}`,
    urlTemplate: `${protocol}//[[HOST]]/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]`
  }
}

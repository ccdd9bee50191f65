/** Who may come in. Pure: given what a request claims, says why it is refused, or null. */

export interface Knock {
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly method: string
  readonly upgrade: boolean
  /** Asks for one of the few routes without a cookie: launch, health, metrics. Each guards itself. */
  readonly open: boolean
  readonly hasSession: boolean
}

export type Refusal = 'host' | 'origin' | 'session'

const readingMethods: readonly string[] = ['GET', 'HEAD']

/**
 * The host is checked against names that rebound to 127.0.0.1, the origin against other sites' pages, and the cookie against other
 * programs on this computer. A request that may act must name its origin: every browser does.
 */
export function refusal(knock: Knock, port: number): Refusal | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!knock.host || !hosts.includes(knock.host)) return 'host'
  const acts = knock.upgrade || !readingMethods.includes(knock.method)
  if (knock.origin === undefined ? acts : knock.origin !== `http://${knock.host}`) return 'origin'
  return knock.hasSession || knock.open ? null : 'session'
}

/** One sentence for whoever is refused. */
export const refusalText: Readonly<Record<Refusal, string>> = {
  host: 'This address is not the one that Rexxfleet was opened at.',
  origin: 'This request did not come from the Rexxfleet window.',
  session: 'Open Rexxfleet with the link that the terminal printed. Each link works once.'
}

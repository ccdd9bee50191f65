/** What is counted of one request to a site. */
export interface RequestFacts {
  readonly status: number | null
  readonly bytes: number
}

export interface CountedRequests {
  /** By outcome: `2xx` … `5xx`, or `none` where no answer came. */
  readonly byOutcome: ReadonlyMap<string, number>
  readonly bytes: number
}

/** Counts requests to sites since the program began: half a dozen numbers, however many requests there were. */
export class RequestCounter implements CountedRequests {
  readonly byOutcome = new Map<string, number>()
  bytes = 0

  count({ status, bytes }: RequestFacts): void {
    const outcome = status === null ? 'none' : `${Math.floor(status / 100)}xx`
    this.byOutcome.set(outcome, (this.byOutcome.get(outcome) ?? 0) + 1)
    this.bytes += bytes
  }
}

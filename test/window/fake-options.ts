/** How the made-up program may be told to behave. */
import type { CallName } from '@contract/calls.ts'
import type { WindowApi } from '@contract/door.ts'
import type { DiscoveryView } from '@contract/doctor-shapes.ts'
import type { EventMessage } from '@contract/events.ts'
import type { WorkflowView } from '@contract/link-shapes.ts'
import type { NoticeView } from '@contract/preflight-shapes.ts'

export interface FakeOptions {
  readonly empty?: boolean
  /** A generated fleet of this size instead of the small one. */
  readonly many?: { readonly sites: number; readonly links: number }
  /** Every site has a name of sixty characters and twelve tags. */
  readonly long?: boolean
  readonly clipboard?: boolean
  /** The doctor found what only a person can decide. */
  readonly undecided?: boolean
  /** Replication that the sites have already, instead of the usual ones. */
  readonly found?: DiscoveryView
  /** How many items each run has. */
  readonly items?: number
  readonly settings?: Record<string, unknown>
  /** How long a step, a call, an attempt takes. */
  readonly pace?: number
  /** No call is answered before this is done. */
  readonly held?: Promise<void>
  /** What preflight says to every wish for a link. */
  readonly notices?: readonly NoticeView[]
  /** Workflows that are there already. */
  readonly workflows?: readonly WorkflowView[]
  /** Calls that are never answered. */
  readonly silent?: readonly CallName[]
  /** Calls that fail, by their error code. */
  readonly failing?: Partial<Record<CallName, string>>
}

export interface FakeProgram extends WindowApi {
  readonly calls: { readonly name: CallName; readonly input: unknown }[]
  emit(message: EventMessage): void
}

export class Refusal extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** The kinds among the notices that have this severity, each once. */
export function asksOf(
  notices: readonly NoticeView[] = [],
  severity: NoticeView['severity']
): NoticeView['kind'][] {
  return [...new Set(notices.filter(one => one.severity === severity).map(({ kind }) => kind))]
}

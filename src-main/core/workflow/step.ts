import type { SiteReader, SiteWriter } from '../fleet/site-access.ts'
import type { SiteId } from '../fleet/site.ts'
import type { Json } from '../shared/json.ts'
import type { Effect } from './records.ts'

/** What a step found: whether its wish is fulfilled already, with what it would note then; and what it would do or leave alone. */
export interface Look {
  readonly done: boolean
  readonly effects: readonly Effect[]
  /** Ids and old values that verify and undo need. Only counts where `done`. Never a key. */
  readonly result: Json
  /** Of a step by hand: the SQL that a person has to run so that it is done. */
  readonly sql?: string
  /** Of a step by hand: what of it is not there, as stable words. */
  readonly missing?: readonly string[]
}

/** The reads a step may do. */
export interface Readers {
  reader(site: SiteId): SiteReader
}

/** The writes a step may do: only there while a plan is applied. */
export interface Writers extends Readers {
  writer(site: SiteId): SiteWriter
}

/**
 * One thing that a workflow wants to be so. A step finds its rows by what they are (a class, a name, a key), never by what an earlier
 * step noted: so it can be planned before anything exists, repeated after a crash, and resumed by another program.
 */
export interface Step {
  readonly id: string
  readonly kind: string
  readonly siteId: SiteId | null
  /** The step is a check and writes nothing: it is done by being found in order, whatever its plan expected. */
  readonly onlyChecks?: true
  /** Puts back what an earlier step of the same workflow changes: what its plan found before that does not count. */
  readonly restores?: true
  /** Takes away what was only needed on the way: also done where the workflow fails before it, which then counts as undone. */
  readonly cleansUp?: true
  /**
   * REST has no way to do it (F34), so a person does, with the SQL that `look` gives. `act` writes nothing on the site: it notes what has to
   * be known later, before the SQL is run. The workflow waits until a look finds the step done; nobody's word counts for that.
   */
  readonly byHand?: true
  /** Reads only. The same question before, during and after: is it done? */
  look(readers: Readers): Promise<Look>
  /** Does it. What it says while failing does not count: the machine looks again (F40). */
  act(writers: Writers): Promise<void>
  /** Called when the step is done, and once more where the program ended before that was noted; `made`: by this workflow. For what Rexxfleet itself remembers. */
  settled?(look: Look, made: boolean): void
  /** The step that takes this one back; null where there is nothing to take back. */
  inverse(result: Json): Step | null
}

/** Nothing to say, nothing to note. */
export const fulfilled: Look = { done: true, effects: [], result: null }

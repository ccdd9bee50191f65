import type { Program } from '../../../src-main/contract/door.ts'
import { openHurried, putBack, whatIsLeftOf, type Bed } from './bed.ts'
import type { Ended } from './journey.ts'
import { isOwn, isWrite, writesOn } from './writes.ts'

/**
 * What can happen at a write. `refused`: the site says no, once. `unreachable`: from then on the site is away. `lost-answer`: carried out,
 * and nobody hears of it. `gone-silent`: carried out, and the site is away from then on. `killed-before` and `killed-after`: the program
 * ends while the request is on its way, which is carried out or not.
 */
export const disturbances = [
  'refused',
  'unreachable',
  'lost-answer',
  'gone-silent',
  'killed-before',
  'killed-after'
] as const
export type Disturbance = (typeof disturbances)[number]

/** The n-th write that one site gets, counted from 1. */
export interface Point {
  readonly site: number
  readonly nth: number
}

export interface Disturbed {
  /** The program that goes on, with nothing in its way any more: where the first was killed, the next one on what that left behind. */
  readonly program: Program
  readonly ended: Ended
  /** Writes that were carried out until then, on all sites. */
  readonly carriedOut: number
}

const carriesOut: Readonly<Record<Disturbance, boolean>> = {
  refused: false,
  unreachable: false,
  'lost-answer': true,
  'gone-silent': true,
  'killed-before': false,
  'killed-after': true
}

/** Starts the workflow and spoils exactly this write. */
export async function disturb(bed: Bed, point: Point, how: Disturbance): Promise<Disturbed> {
  const { program, directory } = await bed.restored()
  const killed = how.startsWith('killed')
  let seen = 0
  let left: string | null = null
  let struck: { readonly endpoint: string } | null = null
  const strikes = (method: string, path: string): boolean => {
    if (struck !== null || !isWrite(method) || ++seen < point.nth) return false
    struck = { endpoint: path.split(/[/?]/)[path.startsWith('/api/sync/') ? 5 : 4] ?? '' }
    if (killed) left = whatIsLeftOf(directory)
    return true
  }
  const { faults } = bed.sites[point.site]!.double
  if (how === 'refused') faults.add({ kind: 'status', status: 403, match: strikes })
  else faults.add({ kind: carriesOut[how] ? 'lost-answer' : 'cut', match: strikes })
  if (how === 'unreachable' || how === 'gone-silent')
    faults.add({ kind: 'cut', match: () => struck !== null, times: Infinity })
  // A dead program asks for nothing more, anywhere.
  if (killed)
    for (const { double } of bed.sites)
      double.faults.add({ kind: 'status', status: 403, match: () => struck !== null, times: Infinity })

  const ended = await bed.begun.start(program)
  if (struck === null) throw new Error(`There was no write ${point.nth} on ${bed.sites[point.site]!.name}.`)
  if (left !== null) {
    await program.close()
    putBack(left, directory)
  }
  const answered = bed.sites
    .flatMap(writesOn)
    .filter(write => isOwn(write) && write.status >= 200 && write.status < 300).length
  for (const { double } of bed.sites) {
    double.faults.clear()
    double.log.clear()
  }
  return {
    program: killed ? await openHurried(directory) : program,
    ended: killed ? { done: false, why: 'killed' } : ended,
    carriedOut: answered + (carriesOut[how] && isOwn(struck) ? 1 : 0)
  }
}

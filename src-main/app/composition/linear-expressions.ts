import { setFlagsFromString } from 'node:v8'

/**
 * Expressions that come from sites are tried on addresses, and one that is made for it would take longer than anybody lives. From now on one
 * that goes back and forth too often is begun anew in linear time, as far as V8 can: it has no such way for those that look around, refer back
 * or count.
 */
export function tryExpressionsInLinearTime(): void {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
}

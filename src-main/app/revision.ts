let last = 0

/** A number greater than all before, also those of an earlier program on this computer. */
export function nextRevision(): number {
  last = Math.max(last + 1, Date.now() * 1000)
  return last
}

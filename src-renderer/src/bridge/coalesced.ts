/** Calls in a burst become one, a moment after the first; calls while it works become one more after it. */
export function coalesced(work: () => Promise<void>, pause = 120): () => void {
  let planned = false
  let working = false
  let again = false

  async function go(): Promise<void> {
    planned = false
    working = true
    await work()
    working = false
    if (again) {
      again = false
      plan()
    }
  }

  function plan(): void {
    if (working) again = true
    else if (!planned) {
      planned = true
      setTimeout(() => void go(), pause)
    }
  }

  return plan
}

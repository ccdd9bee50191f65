/** Lets whatever waits in this program have its turn: for works that would keep it busy for long without waiting for anything. */
export function breathe(): Promise<void> {
  return new Promise(resolve => void setImmediate(resolve))
}

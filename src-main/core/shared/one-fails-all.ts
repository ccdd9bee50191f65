/**
 * Runs works at the same time; the first failure cancels the others, and is the one that is told, once all have ended. A signal from
 * outside cancels them all.
 */
export async function oneFailsAll(
  outer: AbortSignal | undefined,
  works: readonly ((signal: AbortSignal) => Promise<void>)[]
): Promise<void> {
  const inner = new AbortController()
  const failures: unknown[] = []
  const stop = (): void => inner.abort()
  if (outer?.aborted === true) stop()
  outer?.addEventListener('abort', stop, { once: true })
  await Promise.all(
    works.map(work =>
      work(inner.signal).catch((thrown: unknown) => {
        failures.push(thrown)
        stop()
      })
    )
  )
  outer?.removeEventListener('abort', stop)
  if (failures.length > 0) throw failures[0]
}

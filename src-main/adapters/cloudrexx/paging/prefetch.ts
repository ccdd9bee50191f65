/**
 * Passes pages on, and fetches one ahead while the consumer works: never more, so that memory stays bounded. When the
 * consumer stops early, `stop` is called so that the page under way is given up.
 */
export async function* oneAhead<T>(source: AsyncGenerator<T>, stop: () => void): AsyncGenerator<T> {
  let next = ask(source)
  try {
    for (;;) {
      const step = await next
      if ('failed' in step) throw step.failed
      if (step.result.done === true) return
      next = ask(source)
      yield step.result.value
    }
  } finally {
    stop()
    await next
    await source.return(undefined).catch(() => undefined)
  }
}

/** A failure of the page ahead must wait until somebody asks for that page. */
async function ask<T>(
  source: AsyncGenerator<T>
): Promise<{ result: IteratorResult<T> } | { failed: unknown }> {
  try {
    return { result: await source.next() }
  } catch (failed) {
    return { failed }
  }
}

import { BadAnswer } from './errors/bad-answer.ts'
import { contentError } from './errors/site-error.ts'
import type { Caller } from './http/caller.ts'
import type { SiteRequest } from './request.ts'

/** Runs `read` over an answer's content; what makes no sense becomes the error that names site and request. */
export function understand<T>(caller: Caller, request: SiteRequest, read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    throw named(thrown, caller, request)
  }
}

/** The same for a stream of pages. */
export async function* understanding<T>(
  caller: Caller,
  request: SiteRequest,
  pages: AsyncGenerator<T>
): AsyncGenerator<T> {
  try {
    yield* pages
  } catch (thrown) {
    throw named(thrown, caller, request)
  }
}

function named(thrown: unknown, { site }: Caller, request: SiteRequest): unknown {
  return thrown instanceof BadAnswer ? contentError(thrown, { site, request }) : thrown
}

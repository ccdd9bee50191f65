import { AppError } from '../shared/app-error.ts'

/**
 * One reading for all who wait for it. It is given up when nobody waits any more; one who is cancelled takes it from nobody else.
 */
export class SharedRead<T> {
  readonly #abort = new AbortController()
  readonly #result: Promise<T>
  #waiting = 0
  #state: 'reading' | 'read' | 'failed' = 'reading'

  constructor(read: (signal: AbortSignal) => Promise<T>) {
    this.#result = read(this.#abort.signal)
    this.#result.then(
      () => (this.#state = 'read'),
      () => (this.#state = 'failed')
    )
  }

  /** There is, or will be, something to take. */
  get isOfUse(): boolean {
    return this.#state === 'read' || (this.#state === 'reading' && !this.#abort.signal.aborted)
  }

  async take(signal?: AbortSignal): Promise<T> {
    this.#waiting += 1
    let leave = (): void => undefined
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(new AppError('cancelled', 'Cancelled while reading.'))
      if (signal?.aborted === true) leave()
      signal?.addEventListener('abort', leave, { once: true })
    })
    try {
      return await Promise.race([this.#result, left])
    } finally {
      signal?.removeEventListener('abort', leave)
      this.#waiting -= 1
      if (this.#waiting === 0) this.#abort.abort()
    }
  }
}

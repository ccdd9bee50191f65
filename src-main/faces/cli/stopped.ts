import { Failure } from './outcome.ts'

const exitCodeOfSignal: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/** Somebody asked the program to end. */
export function stopFailure(stop: AbortSignal): Failure {
  return new Failure('cancelled', 'Stopped. What was begun is recorded, and can be resumed.', {
    exitCode: exitCodeOfSignal[String(stop.reason)] ?? 130
  })
}

/** Fails as soon as somebody asks the program to end. */
export function orStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = (): void => reject(stopFailure(stop))
    if (stop.aborted) end()
    stop.addEventListener('abort', end, { once: true })
    work.then(resolve, reject).finally(() => stop.removeEventListener('abort', end))
  })
}

/** Waits until somebody asks the program to end; gives the exit code for it. */
export function untilStopped(stop: AbortSignal): Promise<number> {
  return orStopped(new Promise<never>(() => undefined), stop).catch(() => stopFailure(stop).exitCode)
}

import { z } from 'zod'
import {
  calls,
  isCallName,
  type CallInput,
  type CallName,
  type CallOutput,
  type Handlers
} from '../contract/calls.ts'
import type { Result } from '../contract/result.ts'
import type { ErrorView } from '../contract/shapes.ts'
import { AppError, asAppError } from '../core/shared/app-error.ts'
import type { Log } from '../core/shared/ports.ts'

/** The one place where arguments are checked and failures become results, for every door alike. */
export interface Dispatch {
  invoke(name: string, input: unknown): Promise<Result<unknown>>
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
}

/** What a user may see of an error. */
export function errorView(error: AppError): ErrorView {
  return { code: error.code, message: error.message, details: error.details }
}

function parseInput(name: CallName, input: unknown): unknown {
  const parsed = calls[name].input.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid-input',
    `Some of what was given cannot be used: ${z.prettifyError(parsed.error)}`,
    {
      call: name,
      fields: parsed.error.issues.map(issue => issue.path.join('.'))
    }
  )
}

export function createDispatch(handlers: Handlers, log: Log): Dispatch {
  async function run(name: string, input: unknown): Promise<unknown> {
    if (!isCallName(name))
      throw new AppError('invalid-input', `There is no call named ${JSON.stringify(name)}.`)
    const handler = handlers[name] as (parsed: unknown) => Promise<unknown>
    // Parsing the output as well drops whatever a view does not name: nothing slips out by accident.
    return calls[name].output.parse(await handler(parseInput(name, input)))
  }

  return {
    async invoke(name, input) {
      try {
        return { ok: true, data: await run(name, input) }
      } catch (thrown) {
        const error = asAppError(thrown)
        if (error.code === 'internal') log.error('a call failed unexpectedly', { call: name, error: thrown })
        return { ok: false, error: errorView(error) }
      }
    },
    async call(name, input) {
      try {
        return (await run(name, input)) as never
      } catch (thrown) {
        throw asAppError(thrown)
      }
    }
  }
}

/** A program with made-up handlers behind the real dispatch: for tests of doors, which must not care what is behind them. */
import { createDispatch } from '../../src-main/app/dispatch.ts'
import { EventBus } from '../../src-main/app/event-bus.ts'
import type { CallName, Handlers } from '../../src-main/contract/calls.ts'
import type { Program } from '../../src-main/contract/door.ts'
import type { EventData, EventName } from '../../src-main/contract/events.ts'
import { AppError } from '../../src-main/core/shared/app-error.ts'
import type { Log } from '../../src-main/core/shared/ports.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

export interface FakeProgram extends Program {
  /** What was called, in order, with inputs as they arrived after the check. */
  readonly called: { name: CallName; input: unknown }[]
  readonly listeners: () => number
  readonly closed: () => boolean
  emit<N extends EventName>(name: N, data: EventData<N>): void
}

/** Calls without a handler fail as 'not-supported-here'. */
export function fakeProgram(handlers: Partial<Handlers> = {}): FakeProgram {
  const bus = new EventBus(fault => {
    throw fault
  })
  const called: FakeProgram['called'] = []
  let listeners = 0
  let closed = false
  const all = new Proxy(handlers, {
    get: (given, name: CallName) => async (input: unknown) => {
      called.push({ name, input })
      const handler = given[name] as ((input: unknown) => Promise<unknown>) | undefined
      if (!handler) throw new AppError('not-supported-here', `The fake program has no ${name}.`)
      return handler(input)
    }
  }) as Handlers
  return {
    ...createDispatch(all, silent),
    called,
    listeners: () => listeners,
    closed: () => closed,
    emit: (name, data) => bus.emit(name, data),
    listen(listener) {
      const stop = bus.listen(listener)
      listeners += 1
      return () => {
        listeners -= 1
        stop()
      }
    },
    async close() {
      closed = true
    }
  }
}

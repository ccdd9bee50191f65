/** The program, made up and in memory: enough of it to look at every page of the window. Only for tests. */
import type { CallName } from '@contract/calls.ts'
import type { Result } from '@contract/result.ts'
import { decisionCalls } from './fake-calls/decisions.ts'
import { doctorCalls } from './fake-calls/doctor.ts'
import { linkCalls } from './fake-calls/links.ts'
import { programCalls } from './fake-calls/program.ts'
import { runCalls } from './fake-calls/runs.ts'
import { siteCalls } from './fake-calls/sites.ts'
import { workflowCalls } from './fake-calls/workflows.ts'
import { Refusal, type FakeOptions, type FakeProgram } from './fake-options.ts'
import { fakePages, fakeSchedules } from './fake-pages.ts'
import { FakeWorld, need, pause, type FakeHandlers } from './fake-world.ts'

export type { FakeOptions, FakeProgram } from './fake-options.ts'

export function fakeProgram(options: FakeOptions = {}): FakeProgram {
  const world = new FakeWorld(options)
  const calls: { name: CallName; input: unknown }[] = []
  const handlers: FakeHandlers = {
    ...programCalls(world),
    ...siteCalls(world),
    ...linkCalls(world),
    ...workflowCalls(world),
    ...runCalls(world),
    ...decisionCalls(world),
    ...doctorCalls(world),
    ...fakePages({ sites: () => world.sites, schedules: options.empty ? [] : fakeSchedules() }),
    ...(options.empty ? { 'activity.list': () => [] } : {})
  }

  async function invoke(name: CallName, input: unknown): Promise<Result<unknown>> {
    calls.push({ name, input })
    if (world.pace) await pause(Math.min(world.pace, 60))
    await options.held
    if (options.silent?.includes(name)) await new Promise(() => undefined)
    try {
      const code = options.failing?.[name]
      if (code) throw new Refusal(code)
      const handler = need(handlers[name], 'not-supported-here') as (given: unknown) => unknown
      return { ok: true, data: structuredClone(await handler(input)) }
    } catch (thrown) {
      const code = thrown instanceof Refusal ? thrown.code : 'internal'
      return {
        ok: false,
        error: { code: code as 'internal', message: `fake: ${String(thrown)}`, details: {} }
      }
    }
  }

  return {
    door: 'desktop',
    calls,
    emit: message => world.emit(message),
    invoke,
    listen(listener) {
      world.listeners.add(listener)
      return () => world.listeners.delete(listener)
    }
  }
}

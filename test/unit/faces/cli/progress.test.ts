import { expect, test, vi } from 'vitest'
import type { RunView } from '../../../../src-main/contract/run-shapes.ts'
import { Paper } from '../../../../src-main/faces/cli/paper.ts'
import { Progress } from '../../../../src-main/faces/cli/progress.ts'
import { answers, link } from '../../../support/every-call.ts'
import { fakeProgram } from '../../../support/fake-program.ts'
import { type } from '../../../support/terminal.ts'
import { aRun } from '../../../support/views.ts'

function paperOn(
  terminal: boolean,
  env: Record<string, string> = {}
): { paper: Paper; written: () => string } {
  let text = ''
  const stderr = { isTTY: terminal, columns: 60, write: (more: string) => (text += more) }
  return { paper: new Paper({ stdout: stderr, stderr, env }, false), written: () => text }
}

test('on a terminal one line is drawn over, and gone before the next word', () => {
  const { paper, written } = paperOn(true)
  const progress = new Progress(paper)
  progress.tell('1', 'a→b', 0, 100)
  progress.tell('1', 'a→b', 50, 100)
  paper.say('done')
  expect(written()).toBe(
    '\r[........................] 0 of 100 sent, a→b\u001b[K' +
      '\r[############............] 50 of 100 sent, a→b\u001b[K' +
      '\r\u001b[Kdone\n'
  )
})

test('several runs are one line, which fits', () => {
  const { paper, written } = paperOn(true)
  const progress = new Progress(paper)
  progress.tell('1', 'a→b', 10, 100)
  progress.tell('2', 'a→c', 90, 100)
  expect(written()).toContain('] 100 of 200 sent, 2 links')
  progress.tell('3', 'x'.repeat(200), 1, 1)
  for (const line of written().split('\r')) expect(line.length).toBeLessThan(60 + 4)
})

test.each<[string, boolean, Record<string, string>]>([
  ['elsewhere', false, {}],
  ['on a terminal that cannot', true, { TERM: 'dumb' }]
])('%s it is a plain line now and then, without control characters', (_where, terminal, env) => {
  const { paper, written } = paperOn(terminal, env)
  let now = 0
  const progress = new Progress(paper, () => now)
  for (; now <= 5000; now += 100) progress.tell('1', 'a→b', now / 100, 50)
  expect(written()).toBe('a→b: 20 of 50 sent\na→b: 40 of 50 sent\n')
})

test.each([
  [true, /\[#+\.+\] 3 of 8 sent, Portal→Town/],
  [false, /^Portal|^$/]
])('a sync watched by somebody: %s', async (watched, expected) => {
  const pushing: RunView = aRun('run-1', link.id, { state: 'pushing', sent: 3, toSend: 8, endedAt: null })
  const program = fakeProgram({
    ...answers,
    'runs.start': async () => [pushing],
    'runs.show': async () => {
      setTimeout(() => program.emit('run.changed', { run: aRun('run-1', link.id) }), 5)
      return pushing
    }
  })
  const said = await type(['sync', '--all'], { program, watched, world: { askEveryMs: 60_000 } })
  expect(said.exitCode).toBe(0)
  expect(said.stderr).toMatch(expected)
  expect(said.stdout).not.toContain('\u001b')
})

test('there are no colours, with NO_COLOR or without', async () => {
  for (const env of [{}, { NO_COLOR: '1' }]) {
    const said = await type(['site', 'list'], {
      handlers: answers,
      watched: true,
      env: env as Record<string, string>
    })
    // eslint-disable-next-line no-control-regex
    expect(said.stdout + said.stderr).not.toMatch(/\u001b\[[0-9;]*m/)
  }
})

test('plain lines go on where the clock is put back', () => {
  vi.useFakeTimers()
  const { paper, written } = paperOn(false)
  const progress = new Progress(paper)
  progress.tell('1', 'a→b', 0, 100)
  vi.setSystemTime(Date.now() - 24 * 60 * 60_000)
  vi.advanceTimersByTime(2_500)
  progress.tell('1', 'a→b', 50, 100)
  vi.useRealTimers()
  expect(written()).toBe('a→b: 50 of 100 sent\n')
})

test('the line that is drawn over is not steered by a name', () => {
  const { paper, written } = paperOn(true)
  new Progress(paper).tell('1', 'a\u001b]0;owned\u0007→b', 0, 1)
  const drawn = written().slice(1, -'\u001b[K'.length)
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  expect(drawn).not.toMatch(/[\u0000-\u001f]/)
})

import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../src-main/core/shared/app-error.ts'
import type { World } from '../../../../src-main/faces/cli/world.ts'
import { type } from '../../../support/terminal.ts'

const fleet = async () => ({ sites: [], links: [], positions: {} })

describe('wrong usage ends with 2, and with one JSON document where asked', () => {
  test.each([
    [[]],
    [['nothing']],
    [['site']],
    [['site', 'add', 'only-a-name']],
    [['site', 'list', '--no-such-option']],
    [['sync']],
    [['sync', 'a', '--all']],
    [['sync', '--all', '--allow-removals', '-3']],
    [['link', 'add', 'a', 'b']],
    [['link', 'add', 'a', 'b', '--model', 'X', '--delivery', 'pigeon']],
    [['site', 'add', 'A', 'https://a.example']],
    [['site', 'add', 'A', 'https://a.example', '--new-key', '--key-stdin']],
    [['site', 'add', 'A', 'https://a.example', '--key-stdin', '--sql', 'x.sql']],
    [['site', 'add', 'A', 'https://a.example', '--new-key', '--environment', 'moon']],
    [['serve', '--port', '70000']],
    [['run', 'list', '--limit', '0']]
  ])('%j', async argv => {
    const people = await type(argv)
    expect(people.exitCode).toBe(2)
    expect(people.stdout).toBe('')
    expect(people.stderr).not.toBe('')
    const script = await type(['--json', ...argv])
    expect(script.exitCode).toBe(2)
    expect(script.json()).toMatchObject({ ok: false, error: { code: 'invalid-input', details: {} } })
    expect(script.stdout.trim().split('\n')).toHaveLength(1)
    expect(script.opened()).toBe(false)
  })

  test.each([
    [['site', 'remove', 'nowhere'], 'unknown-site'],
    [['link', 'show', 'nothing'], 'unknown-link'],
    [['sync', 'a:b'], 'unknown-link']
  ])('%j says %s', async (argv, code) => {
    const said = await type([...argv, '--json'], { handlers: { 'topology.get': fleet } })
    expect(said.exitCode).toBe(2)
    expect(said.json().error?.code).toBe(code)
  })
})

describe('global options', () => {
  test('may stand before and after the command', async () => {
    for (const argv of [
      ['--json', 'site', 'list'],
      ['site', '--json', 'list'],
      ['site', 'list', '--json']
    ]) {
      const said = await type(argv, { handlers: { 'sites.list': async () => [] } })
      expect(said.json()).toEqual({ ok: true, data: { sites: [] } })
    }
  })

  test('help and version are answers, not errors', async () => {
    expect((await type(['--version'])).stdout).toBe('1.2.3\n')
    const help = await type(['site', 'add', '--help'])
    expect(help.exitCode).toBe(0)
    expect(help.stdout).toContain('--key-stdin')
    expect((await type(['--help', '--json'])).json()).toMatchObject({ ok: true })
  })
})

describe('how failures of the program end', () => {
  test.each([
    ['site-unreachable', 6],
    ['site-timeout', 6],
    ['site-maintenance', 6],
    ['site-busy', 6],
    ['key-length', 2],
    ['address-invalid', 2],
    ['link-same-site', 2],
    ['data-directory-in-use', 1],
    ['database-damaged', 1],
    ['internal', 1]
  ] as const)('%s with %i', async (code, exitCode) => {
    const handlers = {
      'sites.list': async () => {
        throw new AppError(code, 'It went wrong.', { fact: 1 })
      }
    }
    const script = await type(['site', 'list', '--json'], { handlers })
    expect(script.exitCode).toBe(exitCode)
    expect(script.json()).toEqual({
      ok: false,
      error: { code, message: 'It went wrong.', details: { fact: 1 } }
    })
    expect(script.program.closed()).toBe(true)
    const people = await type(['site', 'list'], { handlers })
    expect(people.stderr).toBe(`It went wrong. (${code})\n`)
  })

  test('a program that cannot be opened', async () => {
    const openProgram = (): Promise<never> =>
      Promise.reject(new AppError('data-directory-in-use', 'Another Rexxfleet has it.', {}))
    const said = await type(['site', 'list', '--json'], { world: { openProgram } })
    expect([said.exitCode, said.json().error?.code]).toEqual([1, 'data-directory-in-use'])
  })

  test('somebody who asks it to end: 130 for Ctrl-C, 143 for a kind kill, the program closed', async () => {
    for (const [signal, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143]
    ] as const) {
      const stop = new AbortController()
      const never = new Promise<never>(() => undefined)
      setTimeout(() => stop.abort(signal), 20)
      const said = await type(['site', 'list', '--json'], {
        handlers: { 'sites.list': () => never },
        stop: stop.signal
      })
      expect([said.exitCode, said.json().error?.code]).toEqual([exitCode, 'cancelled'])
      expect(said.program.closed()).toBe(true)
    }
  })
})

test('a new passphrase is typed twice, and has to be the same', async () => {
  const openProgram: World['openProgram'] = async ({ passphrase }) => {
    throw new AppError('cancelled', `got ${await passphrase('make')}`)
  }
  const typing = async (second: string): Promise<string> => {
    const answer = (question: string): string | undefined =>
      question.startsWith('Choose') ? 'first' : question.startsWith('Once more') ? second : undefined
    return (await type(['site', 'list'], { world: { openProgram }, tty: true, answer })).stderr
  }
  expect(await typing('first')).toContain('got first')
  expect(await typing('other')).toContain('vault-passphrase-wrong')
})

test('the passphrase is taken out of the environment, and asked for only at a terminal', async () => {
  const asked: (string | null)[] = []
  const env = { REXXFLEET_PASSPHRASE: 'from outside' }
  const world = (more: Record<string, string>) => ({
    openProgram: async (options: { passphrase: (purpose: 'open' | 'make') => Promise<string | null> }) => {
      asked.push(await options.passphrase('open'))
      throw new AppError('vault-passphrase-needed', 'needed')
    },
    env: more
  })
  await type(['site', 'list'], { world: world(env) })
  expect(env).toEqual({})
  await type(['site', 'list'], { world: world({}) })
  const typed = await type(['site', 'list'], { world: world({}), tty: true, input: 'typed unseen\n' })
  expect(asked).toEqual(['from outside', null, 'typed unseen'])
  expect(typed.stdout + typed.stderr).not.toContain('typed unseen')
})
